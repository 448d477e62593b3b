using System.Diagnostics;
using System.Globalization;

namespace Strangler.Tests.Integration.Cluster;

/// <summary>One PostgreSQL server on a port of 127.0.0.1, in a directory of its own that goes with it.</summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _folder;
    private readonly int _port;

    private PostgresProcess(string folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>Where initdb and pg_ctl are; null where PostgreSQL is not installed.</summary>
    public static string? Programs { get; } = FindPrograms();

    private string Data => Path.Combine(_folder, "data");

    public static async Task<PostgresProcess> StartAsync(int port, CancellationToken cancellation)
    {
        // Not below the user's own temporary directory: PostgreSQL runs as another user when this one is root.
        string folder = Path.Combine("/var/tmp", $"strangler-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        PostgresProcess server = new(folder, port);
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("chown", ["postgres", folder], cancellation);
            }

            await RunAsOwnerAsync(
                "initdb",
                ["-D", server.Data, "-U", "strangler", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"],
                cancellation);
            await server.StartAgainAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public string ConnectionTo(string database) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=strangler;Database={database}");

    /// <summary>As after <see cref="StopAsync"/>: on the same port, with the same data.</summary>
    public Task StartAgainAsync(CancellationToken cancellation)
    {
        string port = _port.ToString(CultureInfo.InvariantCulture);
        string options = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=400 "
            + "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB";
        return RunAsOwnerAsync(
            "pg_ctl", ["start", "-w", "-t", "60", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o", options],
            cancellation);
    }

    /// <summary>Every connection breaks; what was committed stays.</summary>
    public Task StopAsync() => StopAsync("fast");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopAsync("immediate");
        }

        Directory.Delete(_folder, recursive: true);
    }

    private Task StopAsync(string mode) =>
        RunAsOwnerAsync("pg_ctl", ["stop", "-w", "-m", mode, "-D", Data], CancellationToken.None);

    private static Task RunAsOwnerAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        string path = Path.Combine(Programs!, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments], cancellation)
            : RunAsync(path, arguments, cancellation);
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        // The server inherits the pipes, so they are not read to their end: what was said up to the exit is enough.
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static string? FindPrograms()
    {
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(VersionOf)
                .Select(version => Path.Combine(version, "bin"))
            : [];
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int version) ? version : 0;
}
