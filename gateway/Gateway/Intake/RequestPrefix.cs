using System.Buffers;

namespace Strangler.Gateway.Intake;

/// <summary>The first bytes of a request body, read to classify it and sent on afterwards. Returned to the pool on dispose.</summary>
internal sealed class RequestPrefix(Stream body, long? length, int limit) : IDisposable
{
    private const int FirstRead = 4096;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(length ?? FirstRead, 1, Math.Min(FirstRead, limit)));

    public int Length { get; private set; }

    /// <summary>No byte comes after these.</summary>
    public bool IsWhole { get; private set; }

    public bool IsFull => Length >= limit;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, Length);

    /// <summary>Reads until the prefix has doubled, is full, or the body has ended: so all scans together cost no more than two.</summary>
    public async ValueTask ReadMoreAsync(CancellationToken cancellation)
    {
        int enough = Math.Min(Math.Max(Length * 2, 1), limit);
        while (Length < enough && !IsWhole)
        {
            Grow();
            int read = await body.ReadAsync(_buffer.AsMemory(Length, Math.Min(_buffer.Length, limit) - Length), cancellation);
            Length += read;
            IsWhole = read == 0 || Length == length;
        }
    }

    /// <summary>The whole body again: these bytes, and what still comes.</summary>
    public Stream Replay() => new PrefixReplayStream(Bytes, IsWhole ? Stream.Null : body);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Grow()
    {
        if (Length < _buffer.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer.Length * 2, limit));
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
