using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Xml;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// The encoding of a message that only its Content-Type tells. An XML reader finds UTF-8 and UTF-16 by itself, and
/// what the message declares, which goes first: some HTTP stacks name a charset that nobody chose.
/// </summary>
internal static class UndeclaredEncoding
{
    private const int DeclarationLimit = 128;

    /// <returns>Null where there is nothing to tell the reader; else what it is to read from now on.</returns>
    public static async ValueTask<(Stream Body, XmlParserContext Context)?> FindAsync(
        string? charset, Stream body, CancellationToken cancellation)
    {
        if (EncodingOf(charset) is not { IsSingleByte: true } encoding)
        {
            return null;
        }

        PipeReader peeked = PipeReader.Create(body);
        ReadResult read = await peeked.ReadAtLeastAsync(DeclarationLimit, cancellation);
        byte[] first = new byte[Math.Min(read.Buffer.Length, DeclarationLimit)];
        read.Buffer.Slice(0, first.Length).CopyTo(first);
        peeked.AdvanceTo(read.Buffer.Start);
        return (peeked.AsStream(), new XmlParserContext(
            nt: null, nsMgr: null, xmlLang: null, XmlSpace.None, SpeaksForItself(first) ? null : encoding));
    }

    private static Encoding? EncodingOf(string? charset) => charset is null
        ? null
        : Array.Find(
            Encoding.GetEncodings(), one => one.Name.Equals(charset.Trim('"'), StringComparison.OrdinalIgnoreCase))
            ?.GetEncoding();

    /// <summary>By a byte order mark, by UTF-16's zeros, or by a declaration.</summary>
    private static bool SpeaksForItself(ReadOnlySpan<byte> first)
    {
        int end = first.IndexOf("?>"u8);
        return first is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, ..] or [_, 0, ..]
            || (end > 0 && first[..end].StartsWith("<?xml"u8) && first[..end].IndexOf("encoding"u8) > 0);
    }
}
