using Strangler.Gateway.Native;

namespace Strangler.Gateway.Rest;

/// <summary>A request's body, read whole into a pooled buffer.</summary>
internal sealed record RequestBody(PooledReply Buffer) : IDisposable
{
    public ReadOnlyMemory<byte> Bytes => Buffer.Bytes;

    public void Dispose() => Buffer.Dispose();
}
