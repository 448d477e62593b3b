using System.Net;
using System.Net.Sockets;

namespace Strangler.ParallelRun.Bench;

/// <summary>A port of 127.0.0.1 that nobody listens on at this moment.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
