using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Strangler.Tests.Integration.Gateway;

/// <summary>
/// A server on a bare socket that does what a test says, so that tests see and send exact bytes. It answers probes
/// (GET) by itself and keeps every other request.
/// </summary>
internal sealed class ScriptedBackend : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<RawRequest, NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _accepting;

    public ScriptedBackend(Func<RawRequest, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public ConcurrentQueue<RawRequest> Requests { get; } = new();

    /// <summary>A backend that gives one answer to everything.</summary>
    public static ScriptedBackend Answering(string head, byte[] body) => new(async (_, stream, cancellation) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "\r\n\r\n"), cancellation);
        await stream.WriteAsync(body, cancellation);
    });

    public static ScriptedBackend Answering(string body, int status = 200) => Answering(
        $"HTTP/1.1 {status} X\r\nContent-Type: text/xml;charset=UTF-8\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}",
        Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            while (await RawRequest.ReadAsync(stream, _stopping.Token) is { } request)
            {
                if (request.Line.StartsWith("GET ", StringComparison.Ordinal))
                {
                    await stream.WriteAsync(
                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stopping.Token);
                    continue;
                }

                Requests.Enqueue(request);
                await _answer(request, stream, _stopping.Token);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException
            or SocketException)
        {
            // The gateway or the script has ended the connection.
        }
    }
}
