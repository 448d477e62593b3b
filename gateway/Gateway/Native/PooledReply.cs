using System.Buffers;

namespace Strangler.Gateway.Native;

/// <summary>A reply in a pooled buffer, until it has been sent: then it is disposed of, once.</summary>
internal sealed class PooledReply : IBufferWriter<byte>, IDisposable
{
    /// <summary>Bytes; a hundred contracts with a hundred invoices each stay below it.</summary>
    public const int LengthLimit = 32 * 1024 * 1024;

    private const int FirstSize = 4096;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _buffer.AsSpan(_length);
    }

    public void Dispose()
    {
        byte[] buffer = _buffer;
        (_buffer, _length) = ([], 0);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void MakeRoom(int asked)
    {
        int needed = _length + Math.Max(asked, 1);
        if (needed <= _buffer.Length)
        {
            return;
        }

        if (needed > LengthLimit)
        {
            throw new InvalidOperationException($"A reply is longer than {LengthLimit} bytes.");
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, needed));
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
