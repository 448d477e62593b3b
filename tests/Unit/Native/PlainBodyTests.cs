using System.IO.Compression;
using System.Text;
using Strangler.Gateway.Shadowing;

namespace Strangler.Tests.Unit.Native;

public sealed class PlainBodyTests
{
    private static readonly byte[] Text =
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3_000).Select(i => $"<deuda>{i * 7919}</deuda>")));

    [Theory]
    [InlineData("gzip")]
    [InlineData("X-GZip")]
    [InlineData("deflate")]
    [InlineData("deflate, without zlib's head")]
    [InlineData(" br ")]
    [InlineData("identity")]
    [InlineData("")]
    [InlineData(null)]
    public void What_was_packed_is_unpacked_to_the_byte(string? encoding)
    {
        PlainBody plain = PlainBody.Of(Pack(Text, encoding), encoding?.Split(',')[0], Text.Length);
        Assert.Null(plain.WhyNot);
        Assert.Equal(Text, plain.Bytes.ToArray());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void One_byte_over_the_limit_is_too_long_however_small_it_was_packed(string encoding)
    {
        byte[] zeros = new byte[16 * 1024 * 1024];
        byte[] packed = Pack(zeros, encoding);
        Assert.True(packed.Length < 64 * 1024);
        Assert.Equal("answer-too-long", PlainBody.Of(packed, encoding, zeros.Length - 1).WhyNot);
        Assert.Equal("answer-too-long", PlainBody.Of(packed, encoding, 1024).WhyNot);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("deflate, without zlib's head")]
    [InlineData("br")]
    public void What_breaks_off_or_is_something_else_is_broken(string encoding)
    {
        byte[] packed = Pack(Text, encoding);
        encoding = encoding.Split(',')[0];
        Assert.All(
            [packed.Length / 2, packed.Length - 1, 20, 1, 0],
            length => Assert.Equal(
                "encoding-broken", PlainBody.Of(packed.AsMemory(0, length), encoding, Text.Length).WhyNot));
        Assert.Equal("encoding-broken", PlainBody.Of(Text, encoding, Text.Length).WhyNot);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    [InlineData("utf-8")]
    public void An_encoding_that_is_not_known_is_not_guessed_at(string encoding) =>
        Assert.Equal("encoding-unknown", PlainBody.Of(Text, encoding, Text.Length).WhyNot);

    private static byte[] Pack(byte[] text, string? encoding)
    {
        if (string.IsNullOrEmpty(encoding) || encoding == "identity")
        {
            return text;
        }

        using MemoryStream packed = new();
        using (Stream packing = encoding?.Trim().ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "DEFLATE" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "BR" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            packing.Write(text);
        }

        return packed.ToArray();
    }
}
