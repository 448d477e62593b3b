using System.Buffers;
using System.IO.Pipelines;

namespace Strangler.Gateway.Intake;

/// <summary>
/// The first bytes of a request body, read to classify it and sent on afterwards. Returned to the pool on dispose.
/// </summary>
internal sealed class RequestPrefix(PipeReader body, long? length, int limit) : IDisposable
{
    private const int FirstRead = 4096;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(
        (int)Math.Clamp(length ?? FirstRead, 1, Math.Min(FirstRead, limit)));

    public int Length { get; private set; }

    /// <summary>No byte comes after these.</summary>
    public bool IsWhole { get; private set; } = length == 0;

    public bool IsFull => Length >= limit;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, Length);

    /// <summary>Takes what has arrived already, mostly all of it; false where that is nothing.</summary>
    public bool TryRead()
    {
        if (!body.TryRead(out ReadResult result))
        {
            return false;
        }

        Take(result);
        return Length > 0;
    }

    /// <summary>
    /// Reads until the prefix has doubled, is full, or the body has ended: so all scans together cost no more than
    /// two.
    /// </summary>
    public async ValueTask ReadAsync(CancellationToken cancellation)
    {
        int enough = Math.Min(Math.Max(Length * 2, 1), limit);
        while (Length < enough && !IsWhole)
        {
            Take(await body.ReadAsync(cancellation));
        }
    }

    /// <summary>The whole body again: these bytes, and what still comes.</summary>
    public Stream Replay() => new PrefixReplayStream(Bytes, IsWhole ? Stream.Null : body.AsStream(leaveOpen: true));

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Take(ReadResult result)
    {
        ReadOnlySequence<byte> taken = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, limit - Length));
        MakeRoom((int)taken.Length);
        taken.CopyTo(_buffer.AsSpan(Length));
        Length += (int)taken.Length;
        IsWhole = Length == length || (result.IsCompleted && taken.Length == result.Buffer.Length);
        body.AdvanceTo(taken.End);
    }

    private void MakeRoom(int more)
    {
        if (Length + more <= _buffer.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(_buffer.Length * 2, Length + more), limit));
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
