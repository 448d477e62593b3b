using System.Globalization;
using System.Xml.Linq;
using Strangler.AquaCis.Contracts;

namespace Strangler.Tests.Unit.StandIn.Answers;

/// <summary>Checks a reply against the contract model: every element known, in order, none missing.</summary>
internal static class ContractConformance
{
    private static readonly XName Nil = XName.Get("nil", "http://www.w3.org/2001/XMLSchema-instance");

    /// <summary>What deviates, each with its path; empty where nothing does.</summary>
    public static IReadOnlyList<string> Check(XElement found, WireElement expected)
    {
        List<string> deviations = [];
        if (found.Name != XName.Get(expected.Name, expected.Namespace))
        {
            deviations.Add($"{found.Name} is not {expected}");
        }

        CheckRecord(found, (RecordType)expected.Type, expected.Name, deviations);
        return deviations;
    }

    private static void CheckRecord(XElement found, RecordType type, string path, List<string> deviations)
    {
        int last = -1;
        foreach (XElement child in found.Elements())
        {
            int position = type.PositionOf(child.Name.LocalName);
            bool again = position == last && position >= 0 && type.Fields[position].Unbounded;
            if (position <= last && !again)
            {
                deviations.Add($"{path}/{child.Name.LocalName} is unknown, out of order, or once too often");
                continue;
            }

            RequireNone(type.Fields.Take(position).Skip(last + 1));
            last = position;
            CheckField(child, type.Fields[position], $"{path}/{child.Name.LocalName}", deviations);
        }

        RequireNone(type.Fields.Skip(last + 1));

        void RequireNone(IEnumerable<WireField> passedOver) => deviations.AddRange(
            passedOver.Where(field => field.MinOccurs > 0).Select(field => $"{path}/{field.Name} is missing"));
    }

    private static void CheckField(XElement found, WireField field, string path, List<string> deviations)
    {
        if (found.Name.NamespaceName != (field.Reference?.Namespace ?? ""))
        {
            deviations.Add($"{path} stands in the wrong namespace");
        }

        if (found.Attributes().Any(attribute => !attribute.IsNamespaceDeclaration && attribute.Name != Nil))
        {
            deviations.Add($"{path} has an attribute");
        }

        if ((bool?)found.Attribute(Nil) == true)
        {
            if (!field.Nillable || !found.IsEmpty)
            {
                deviations.Add($"{path} may not be nil, or is nil and not empty");
            }
        }
        else if (field.Type is RecordType record)
        {
            CheckRecord(found, record, path, deviations);
        }
        else if (found.HasElements || !Fits(field.Type, found.Value))
        {
            deviations.Add($"{path} is not of type {field.Type}");
        }
    }

    private static bool Fits(WireType type, string text) => type switch
    {
        EnumeratedType known => known.Values.Contains(text),
        PrimitiveType primitive => Fits(primitive.Kind, text),
        _ => false,
    };

    private static bool Fits(PrimitiveKind kind, string text) => kind switch
    {
        PrimitiveKind.Boolean => text is "true" or "false",
        PrimitiveKind.Short => short.TryParse(text, CultureInfo.InvariantCulture, out _),
        PrimitiveKind.Int => int.TryParse(text, CultureInfo.InvariantCulture, out _),
        PrimitiveKind.Long => long.TryParse(text, CultureInfo.InvariantCulture, out _),
        PrimitiveKind.Decimal or PrimitiveKind.Float => decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        PrimitiveKind.DateTime => DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        PrimitiveKind.Binary => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        _ => true,
    };
}
