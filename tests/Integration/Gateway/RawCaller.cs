using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Strangler.Tests.Integration.Gateway;

/// <summary>A caller on a bare socket: sends what it likes, when it likes, and leaves as it likes.</summary>
internal sealed class RawCaller : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };

    public static async Task<RawCaller> ConnectAsync(RunningGateway gateway)
    {
        RawCaller caller = new();
        await caller._client.ConnectAsync(
            IPAddress.Loopback, gateway.Address.Port, TestContext.Current.CancellationToken);
        return caller;
    }

    /// <summary>The head of a POST to the debt service that closes the connection afterwards.</summary>
    public static string Head(params string[] headers) =>
        $"POST {RunningGateway.DebtPath} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n";

    /// <summary>Each character is a byte.</summary>
    public async Task SendAsync(string text) =>
        await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>Reads until the gateway closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using StreamReader reader = new(_client.GetStream(), Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Leaves without a word, as a process does that is killed.</summary>
    public void Reset()
    {
        _client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();
}
