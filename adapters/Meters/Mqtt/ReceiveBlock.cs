using System.Buffers;

namespace Strangler.Meters.Mqtt;

/// <summary>Pooled bytes that several batches may look into; the last one to let go returns them.</summary>
internal sealed class ReceiveBlock
{
    private readonly byte[] _bytes;
    private int _holds = 1;

    private ReceiveBlock(byte[] bytes) => _bytes = bytes;

    public Memory<byte> Memory => _bytes;

    public int Length => _bytes.Length;

    public static ReceiveBlock Rent(int size) => new(ArrayPool<byte>.Shared.Rent(size));

    public void Hold() => Interlocked.Increment(ref _holds);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
