using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Strangler.Gateway.Intake;

namespace Strangler.Gateway.Backends;

/// <summary>
/// An answer whose first 64 KB have arrived before a byte of it is passed on: so one that breaks off within them
/// becomes a fault instead of half an envelope. What is longer streams on from there.
/// </summary>
internal sealed class HeldContent : HttpContent
{
    private const int Limit = 64 * 1024;
    private const int FirstRead = 4 * 1024;

    private readonly HttpContent _inner;
    private readonly Stream _rest;
    private byte[] _buffer;
    private int _length;
    private bool _isWhole;

    /// <summary>
    /// The headers as they came; copying them into this content first would cost as much as the rest.
    /// </summary>
    public HttpContentHeaders SentHeaders => _inner.Headers;

    private HeldContent(HttpContent inner, Stream rest)
    {
        (_inner, _rest) = (inner, rest);
        _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(inner.Headers.ContentLength ?? FirstRead, 1, Limit));
    }

    public static async ValueTask<HttpContent> HoldAsync(HttpContent content, CancellationToken cancellation)
    {
        HeldContent held = new(content, await content.ReadAsStreamAsync(cancellation));
        try
        {
            await held.FillAsync(content.Headers.ContentLength, cancellation);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(
        new PrefixReplayStream(_buffer.AsMemory(0, _length), _isWhole ? Stream.Null : _rest));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        throw new NotSupportedException("An answer is read as a stream.");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask FillAsync(long? length, CancellationToken cancellation)
    {
        while (_length < Limit && !_isWhole)
        {
            if (_length == _buffer.Length)
            {
                byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer.Length * 2, Limit));
                _buffer.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = larger;
            }

            int read = await _rest.ReadAsync(_buffer.AsMemory(_length), cancellation);
            _length += read;
            _isWhole = read == 0 || _length == length;
        }
    }
}
