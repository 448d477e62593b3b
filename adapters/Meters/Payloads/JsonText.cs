using System.Text.Json;

namespace Strangler.Meters.Payloads;

/// <summary>Names, texts and whole numbers of a payload, without a string.</summary>
internal static class JsonText
{
    /// <summary>Longest text with escapes that is read.</summary>
    public const int LongestEscaped = 512;

    /// <summary>Whether the name or text is this one; one with escapes is none of ours.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(text);

    /// <summary>
    /// The text, with escapes of ASCII letters resolved: some encoders escape the slash and the plus of an instant or
    /// of Base64.
    /// </summary>
    /// <returns>False for any other escape, and for one that is too long.</returns>
    public static bool TryPlain(
        ReadOnlySpan<byte> value, bool escaped, Span<byte> buffer, out ReadOnlySpan<byte> plain)
    {
        plain = value;
        if (!escaped)
        {
            return true;
        }

        int length = 0;
        for (int at = 0; at < value.Length; at++)
        {
            if (length == buffer.Length)
            {
                return false;
            }

            byte letter = value[at];
            if (letter == '\\' && !TryEscape(value, ref at, out letter))
            {
                return false;
            }

            buffer[length++] = letter;
        }

        plain = buffer[..length];
        return true;
    }

    /// <returns>False unless it is a whole number from zero on; null is none.</returns>
    public static bool TryWhole(ref Utf8JsonReader reader, out long? number)
    {
        number = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        bool whole = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) && value >= 0
            && (number = value) is not null;
        return whole;
    }

    private static bool TryEscape(ReadOnlySpan<byte> value, ref int at, out byte letter)
    {
        letter = value[++at];
        if (letter == '/' || letter == '\\' || letter == '"')
        {
            return true;
        }

        if (letter != 'u' || value[at + 1] != '0' || value[at + 2] != '0'
            || !System.Buffers.Text.Utf8Parser.TryParse(value.Slice(at + 3, 2), out letter, out _, 'x'))
        {
            return false;
        }

        at += 4;
        return letter < 0x80;
    }
}
