using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Json;

/// <summary>Writes single JSON values as the XML Schema types of the wire.</summary>
internal static class JsonValueTranslator
{
    private const int LongestDate = 40;
    private const int DayLength = 10;

    /// <summary>What XML cannot carry, not even as a reference.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013"
        + "\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\uFFFE\uFFFF");

    public static void Write(
        WireXmlWriter xml, WireTag tag, PrimitiveKind kind, ref Utf8JsonReader value, JsonPlace place)
    {
        switch (kind)
        {
            case PrimitiveKind.Short:
                WriteWhole(xml, tag, short.MinValue, short.MaxValue, ref value, place);
                break;
            case PrimitiveKind.Int:
                WriteWhole(xml, tag, int.MinValue, int.MaxValue, ref value, place);
                break;
            case PrimitiveKind.Long:
                WriteWhole(xml, tag, long.MinValue, long.MaxValue, ref value, place);
                break;
            case PrimitiveKind.Decimal or PrimitiveKind.Float:
                if (value.TokenType != JsonTokenType.Number || !value.TryGetDecimal(out decimal number))
                {
                    throw place.Mistake("The value must be a number of at most 28 digits.");
                }

                xml.Leaf(tag, number, "");
                break;
            case PrimitiveKind.Boolean:
                if (value.TokenType is not (JsonTokenType.True or JsonTokenType.False))
                {
                    throw place.Mistake("The value must be true or false.");
                }

                xml.Leaf(tag, value.GetBoolean() ? "true" : "false");
                break;
            default:
                xml.Leaf(tag, TextOf(kind, ref value, place));
                break;
        }
    }

    public static void WriteOneOf(
        WireXmlWriter xml, WireTag tag, IReadOnlyList<string> allowed, ref Utf8JsonReader value, JsonPlace place)
    {
        string text = TextOf(PrimitiveKind.Text, ref value, place);
        if (!allowed.Contains(text))
        {
            throw place.Mistake($"The value must be one of: {string.Join(", ", allowed)}.");
        }

        xml.Leaf(tag, text);
    }

    private static void WriteWhole(
        WireXmlWriter xml, WireTag tag, long least, long most, ref Utf8JsonReader value, JsonPlace place)
    {
        if (value.TokenType != JsonTokenType.Number || !value.TryGetInt64(out long number)
            || number < least || number > most)
        {
            throw place.Mistake($"The value must be a whole number from {least} to {most}.");
        }

        xml.Leaf(tag, number, "");
    }

    private static string TextOf(PrimitiveKind kind, ref Utf8JsonReader value, JsonPlace place)
    {
        if (value.TokenType != JsonTokenType.String)
        {
            throw place.Mistake("The value must be a text.");
        }

        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new JsonMistakeException(place.ToString(), "The text is not Unicode.", error);
        }

        return kind switch
        {
            PrimitiveKind.DateTime => DateOf(text)
                ?? throw place.Mistake("The value must be a date of ISO 8601: 2026-03-31 or 2026-03-31T12:00:00Z."),
            PrimitiveKind.Binary when !Base64.IsValid(text) => throw place.Mistake("The text must be Base64."),
            _ when text.AsSpan().ContainsAny(Forbidden) =>
                throw place.Mistake("The text has a control character, which AquaCIS cannot be sent."),
            _ => text,
        };
    }

    /// <summary>A day alone begins at midnight, for the wire knows only instants.</summary>
    private static string? DateOf(string text) =>
        text.Length is < DayLength or > LongestDate || text[4] != '-' || text[7] != '-'
        || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? null
            : text.Length == DayLength ? text + "T00:00:00"
            : text[DayLength] == 'T' ? text
            : null;
}
