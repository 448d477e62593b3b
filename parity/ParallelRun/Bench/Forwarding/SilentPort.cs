using System.Net;
using System.Net.Sockets;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>A legacy that hangs: connections are made, and nothing is ever answered.</summary>
internal sealed class SilentPort : IDisposable
{
    private const int Backlog = 512;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentPort() => _listener.Start(Backlog);

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Dispose() => _listener.Dispose();
}
