using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// The copy of an answer without its Content-Encoding (RFC 9110, 8.4): the judge reads texts. What went to the caller
/// stays as AquaCIS packed it.
/// </summary>
/// <param name="WhyNot">Why it cannot be had; null where it can. One of few texts, for they are counted.</param>
internal readonly record struct PlainBody(ReadOnlyMemory<byte> Bytes, string? WhyNot)
{
    /// <summary>Why an answer that is longer than what is kept is not compared.</summary>
    public const string TooLong = "answer-too-long";

    private const int Step = 16 * 1024;
    private static readonly PlainBody Broken = new(default, "encoding-broken");

    /// <param name="encoding">
    /// The header as it came; null where there was none. Several, one upon the other, are not known.
    /// </param>
    /// <param name="limit">Bytes when unpacked: few packed ones can become very many.</param>
    public static PlainBody Of(ReadOnlyMemory<byte> body, string? encoding, int limit)
    {
        try
        {
            return encoding?.Trim().ToUpperInvariant() switch
            {
                null or "" or "IDENTITY" => new PlainBody(body, null),
                "GZIP" or "X-GZIP" => OfGzip(body, limit),
                "DEFLATE" => OfDeflate(body, limit),
                "BR" => OfBrotli(body.Span, limit),
                _ => new PlainBody(default, "encoding-unknown"),
            };
        }
        catch (InvalidDataException)
        {
            return Broken;
        }
    }

    /// <summary>Its last four bytes are the text's length (RFC 1952): of the one member that servers send.</summary>
    private static PlainBody OfGzip(ReadOnlyMemory<byte> body, int limit)
    {
        using GZipStream unpacked = new(new PackedCopy(body.ToArray(), mayAskOn: true), CompressionMode.Decompress);
        PlainBody plain = Read(unpacked, limit);
        return plain.WhyNot is null
            && (body.Length < 4 || BinaryPrimitives.ReadInt32LittleEndian(body.Span[^4..]) != plain.Bytes.Length)
            ? Broken
            : plain;
    }

    /// <summary>It means zlib's format; some servers send it without zlib's head (RFC 9110, 8.4.1.2).</summary>
    private static PlainBody OfDeflate(ReadOnlyMemory<byte> body, int limit)
    {
        ReadOnlySpan<byte> start = body.Span;
        bool isZlib = start.Length > 1 && (start[0] & 0x0F) == 8 && ((start[0] << 8) + start[1]) % 31 == 0;
        PackedCopy packed = new(body.ToArray(), mayAskOn: false);
        using Stream unpacked = isZlib
            ? new ZLibStream(packed, CompressionMode.Decompress)
            : new DeflateStream(packed, CompressionMode.Decompress);
        return Read(unpacked, limit);
    }

    private static PlainBody OfBrotli(ReadOnlySpan<byte> packed, int limit)
    {
        ArrayBufferWriter<byte> plain = new(Step);
        using BrotliDecoder decoder = new();
        OperationStatus status = OperationStatus.DestinationTooSmall;
        while (status == OperationStatus.DestinationTooSmall && plain.WrittenCount <= limit)
        {
            status = decoder.Decompress(packed, plain.GetSpan(Step), out int used, out int written);
            packed = packed[used..];
            plain.Advance(written);
        }

        return plain.WrittenCount > limit ? new PlainBody(default, TooLong)
            : status == OperationStatus.Done ? new PlainBody(plain.WrittenMemory, null)
            : Broken;
    }

    private static PlainBody Read(Stream unpacked, int limit)
    {
        ArrayBufferWriter<byte> plain = new(Step);
        while (unpacked.Read(plain.GetSpan(Step)) is var read and > 0)
        {
            plain.Advance(read);
            if (plain.WrittenCount > limit)
            {
                return new PlainBody(default, TooLong);
            }
        }

        return new PlainBody(plain.WrittenMemory, null);
    }
}
