using System.Text;

namespace Strangler.Gateway.Classification;

/// <summary>
/// The bytes of a message's beginning in a form the scanner reads. UTF-8, ISO-8859-1 and their like stay as they are
/// (but for a byte order mark); UTF-16, told by its mark or by its first characters, is turned into UTF-8.
/// </summary>
internal static class PrefixText
{
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => bytes[3..],
        [0xFF, 0xFE, ..] => ToUtf8(bytes[2..], Encoding.Unicode),
        [0xFE, 0xFF, ..] => ToUtf8(bytes[2..], Encoding.BigEndianUnicode),
        [(byte)'<', 0, ..] => ToUtf8(bytes, Encoding.Unicode),
        [0, (byte)'<', ..] => ToUtf8(bytes, Encoding.BigEndianUnicode),
        _ => bytes,
    };

    /// <summary>Of a beginning that may stop within a character, or within a pair: that one is left out.</summary>
    private static byte[] ToUtf8(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        string text = encoding.GetString(bytes[..(bytes.Length & ~1)]);
        return Encoding.UTF8.GetBytes(text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text);
    }
}
