using System.Net;
using System.Text;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>A getDeuda request of a given length, written piece by piece so that the sender holds none of it.</summary>
internal sealed class LargeEnvelope(int bytes) : HttpContent
{
    private static readonly byte[] Filler = Encoding.ASCII.GetBytes(new string('0', 64 * 1024));
    private static readonly byte[] Open = Encoding.ASCII.GetBytes(BenchTraffic.EnvelopeOpen);
    private static readonly byte[] Close = Encoding.ASCII.GetBytes(BenchTraffic.EnvelopeClose);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Open);
        for (int left = bytes - Open.Length - Close.Length; left > 0; left -= Filler.Length)
        {
            await stream.WriteAsync(Filler.AsMemory(0, Math.Min(left, Filler.Length)));
        }

        await stream.WriteAsync(Close);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes;
        return true;
    }
}
