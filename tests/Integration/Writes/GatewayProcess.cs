using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Strangler.Gateway;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Writes;

/// <summary>A gateway as a process of its own, which can be killed, and comes back at the same address.</summary>
internal sealed class GatewayProcess(string[] settings) : IAsyncDisposable
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(2) };
    private Process? _process;

    public Uri Address { get; } = FreeAddress();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                typeof(GatewayHost).Assembly.Location, $"--urls={Address}", .. RunningGateway.Silent, .. settings,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.BecomesAsync(true, IsUpAsync);
    }

    public async Task KillAsync()
    {
        if (_process is { } running)
        {
            _process = null;
            running.Kill();
            await running.WaitForExitAsync(Cancellation);
            running.Dispose();
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task<bool> IsUpAsync()
    {
        try
        {
            using HttpResponseMessage answer = await Client.GetAsync(
                new Uri(Address, $"{RunningGateway.DebtPath}?wsdl"), Cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Uri FreeAddress()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
