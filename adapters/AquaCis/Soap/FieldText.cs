using System.Globalization;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// What the text of a request's field says: nothing where it is blank, else something its type can hold.
/// </summary>
internal static class FieldText
{
    /// <exception cref="SoapReadException">Its type cannot hold it.</exception>
    public static string? Accept(WireField field, string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }

        if (field.Type is not PrimitiveType primitive)
        {
            return trimmed;
        }

        return Fits(primitive.Kind, trimmed)
            ? primitive.Kind is PrimitiveKind.Text or PrimitiveKind.Any ? text : trimmed
            : throw new SoapReadException(
                $"Unmarshalling Error: the value of {field.Name} is not of type {primitive.Name}.");
    }

    private static bool Fits(PrimitiveKind kind, string text) => kind switch
    {
        PrimitiveKind.Short => long.TryParse(text, CultureInfo.InvariantCulture, out long n) && n == (short)n,
        PrimitiveKind.Int => long.TryParse(text, CultureInfo.InvariantCulture, out long n) && n == (int)n,
        PrimitiveKind.Long => long.TryParse(text, CultureInfo.InvariantCulture, out _),
        PrimitiveKind.Decimal or PrimitiveKind.Float =>
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        PrimitiveKind.Boolean => text is "true" or "false" or "1" or "0",
        PrimitiveKind.DateTime =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out _),
        _ => true,
    };
}
