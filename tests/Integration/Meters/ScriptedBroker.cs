using System.Net;
using System.Net.Sockets;

namespace Strangler.Tests.Integration.Meters;

/// <summary>A broker that says what a test tells it to, to ill-treat a client.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;

    public ScriptedBroker() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Takes the next client and greets it as version 5 does.</summary>
    public async Task GreetAsync(CancellationToken cancellation)
    {
        TcpClient next = await _listener.AcceptTcpClientAsync(cancellation);
        _client?.Dispose();
        _client = next;
        await ReadPacketAsync(cancellation);
        await SendAsync("2003000000", cancellation);
    }

    public async Task SendAsync(string packet, CancellationToken cancellation) =>
        await _client!.GetStream().WriteAsync(Convert.FromHexString(packet), cancellation);

    /// <summary>The next packet of the client that is no ping, shorter than 128 bytes; empty when it is gone.</summary>
    public async Task<byte[]> ReadPacketAsync(CancellationToken cancellation)
    {
        NetworkStream stream = _client!.GetStream();
        while (true)
        {
            byte[] header = new byte[2];
            if (await stream.ReadAtLeastAsync(header, 2, throwOnEndOfStream: false, cancellation) < 2)
            {
                return [];
            }

            byte[] body = new byte[header[1]];
            await stream.ReadExactlyAsync(body, cancellation);
            if (header[0] != 0xC0)
            {
                return [.. header, .. body];
            }
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }
}
