using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.ParallelRun.Replay;

/// <summary>Writes the envelope of an operation from a line's fields, in contract order.</summary>
internal static class RequestBuilder
{
    private static readonly XNamespace Soap = SoapEnvelope.Namespace;

    /// <exception cref="FormatException">The operation has no such field.</exception>
    public static byte[] Build(Operation operation, ReplayLine line)
    {
        JsonObject fields = line.Fields switch
        {
            null => [],
            { ValueKind: JsonValueKind.Object } said => JsonObject.Create(said)!,
            _ => throw new FormatException("its fields are no JSON object"),
        };
        SetKey(operation, fields, GroupKeyKind.Contract, line.Contract is { } contract ? $"{contract}" : null);
        SetKey(
            operation, fields,
            operation.Keys.Any(key => key.Kind == GroupKeyKind.Holdings) ? GroupKeyKind.Holdings : GroupKeyKind.TaxId,
            line.TaxId);
        XElement root = new(XName.Get(operation.Request.Name, operation.Request.Namespace));
        root.Add(new XAttribute(XNamespace.Xmlns + "ns", operation.Request.Namespace));
        Fill(root, (RecordType)operation.Request.Type, fields, operation.Request.Namespace);
        XElement envelope = new(
            Soap + "Envelope", new XAttribute(XNamespace.Xmlns + "soap", Soap), new XElement(Soap + "Body", root));
        try
        {
            return Encoding.UTF8.GetBytes(envelope.ToString(SaveOptions.DisableFormatting));
        }
        catch (ArgumentException)
        {
            throw new FormatException("a field holds a character that XML cannot");
        }
    }

    /// <summary>
    /// Puts it where the contract says such a key stands, with the kind of key beside it where it needs one.
    /// </summary>
    private static void SetKey(Operation operation, JsonObject fields, GroupKeyKind kind, string? text)
    {
        if (text is null)
        {
            return;
        }

        GroupKeyPath key = operation.Keys.FirstOrDefault(key => key.Kind == kind)
            ?? throw new FormatException($"{operation.Name} has no field for that key ({kind})");
        JsonObject at = fields;
        foreach (string step in key.Path.SkipLast(1))
        {
            at = at[step] as JsonObject ?? (JsonObject)(at[step] = new JsonObject())!;
        }

        at[key.Path[^1]] = text;
        if (key.ConditionField is not null)
        {
            at[key.ConditionField] = key.ConditionValue;
        }
    }

    private static void Fill(XElement parent, RecordType type, JsonObject fields, string ns)
    {
        if (fields.Select(field => field.Key).FirstOrDefault(name => type.PositionOf(name) < 0) is not null)
        {
            throw new FormatException($"{parent.Name.LocalName} has no field of one of the names given");
        }

        foreach (WireField field in type.Fields)
        {
            if (!fields.TryGetPropertyValue(field.Name, out JsonNode? value) || value is null)
            {
                continue;
            }

            foreach (JsonNode? item in value as IEnumerable<JsonNode?> ?? [value])
            {
                parent.Add(Element(field, item, ns));
            }
        }
    }

    private static XElement Element(WireField field, JsonNode? value, string ns)
    {
        XElement element = new(field.IsQualified ? XName.Get(field.Name, ns) : field.Name);
        switch (value, field.Type)
        {
            case (JsonObject inner, RecordType record):
                Fill(element, record, inner, ns);
                return element;
            case (JsonValue said, not RecordType):
                element.Value = said.ToString();
                return element;
            default:
                throw new FormatException($"{field.Name} is not what its contract says it is");
        }
    }
}
