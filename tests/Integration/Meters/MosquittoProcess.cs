using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Strangler.Tests.Integration.Meters;

/// <summary>
/// One mosquitto on ports of 127.0.0.1, in a directory of its own that goes with it: a plain listener with passwords,
/// and a TLS one that takes the user's name from the client certificate.
/// </summary>
internal sealed class MosquittoProcess : IAsyncDisposable
{
    public const string Password = "test-password";

    /// <summary>A bigger packet the broker itself refuses.</summary>
    public const int MessageLimit = 100_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly string[] Users = ["gateway", "device-1", "device-2"];
    private readonly string _folder = Directory.CreateTempSubdirectory("strangler-mqtt-").FullName;
    private Process? _process;

    public int Port { get; } = FreePort();

    public int TlsPort { get; } = FreePort();

    public TestCertificates Certificates { get; } = new();

    private static string? Program =>
        new[] { "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto" }.FirstOrDefault(File.Exists);

    /// <summary>Null where it is not installed.</summary>
    public static bool IsInstalled => Program is not null;

    public async Task StartAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(_folder, "broker.conf")))
        {
            await ConfigureAsync(cancellation);
        }

        ProcessStartInfo start = new(Program!, ["-c", Path.Combine(_folder, "broker.conf")])
        {
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        while (!await ListensAsync(limit.Token))
        {
            Assert.False(_process.HasExited, "mosquitto ended at its start.");
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>Asked to end, it writes its sessions and messages to its store.</summary>
    public async Task StopAsync()
    {
        if (_process is { HasExited: false } process)
        {
            using Process? asked = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            using CancellationTokenSource limit = new(Limit);
            await process.WaitForExitAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        _process?.Dispose();
        Certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ConfigureAsync(CancellationToken cancellation)
    {
        string passwords = Path.Combine(_folder, "passwords");
        await File.WriteAllLinesAsync(passwords, Users.Select(user => $"{user}:{Password}"), cancellation);
        using (Process hashing = Process.Start("mosquitto_passwd", ["-U", passwords]))
        {
            await hashing.WaitForExitAsync(cancellation);
        }

        await File.WriteAllTextAsync(
            Path.Combine(_folder, "acl"),
            """
            user gateway
            topic readwrite #
            pattern write aqua/v1/meters/%u/readings
            pattern write aqua/v1/meters/%u/valve/ack
            pattern write aqua/v1/meters/%u/valve/state
            pattern read aqua/v1/meters/%u/valve/command

            """,
            cancellation);
        await Certificates.WriteAsync(_folder, cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "broker.conf"),
            $"""
            per_listener_settings true
            user {Environment.UserName}
            persistence true
            persistence_location {_folder}/
            message_size_limit {MessageLimit}
            max_queued_messages 100000
            listener {Port} 127.0.0.1
            allow_anonymous false
            password_file {passwords}
            acl_file {_folder}/acl
            listener {TlsPort} 127.0.0.1
            cafile {_folder}/authority.pem
            certfile {_folder}/server.pem
            keyfile {_folder}/server.key
            require_certificate true
            use_identity_as_username true
            acl_file {_folder}/acl

            """,
            cancellation);
    }

    private async Task<bool> ListensAsync(CancellationToken cancellation)
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, TlsPort, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
