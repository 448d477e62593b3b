using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>Starts the contenders, each a process of its own, and ends them.</summary>
/// <param name="database">Null where no gateway with routes is to be measured.</param>
internal sealed class Contenders(IReadOnlyList<string> names, BenchDatabase? database) : IAsyncDisposable
{
    private readonly List<(int Port, ChildProcess Process)> _started = [];
    private readonly List<Contender> _all = [];
    private readonly SilentPort _hung = new();

    /// <summary>Those to be measured.</summary>
    public IReadOnlyList<Contender> All => _all;

    public Contender? Find(string name) => _all.SingleOrDefault(contender => contender.Name == name);

    public async Task StartAsync(string? answers, CancellationToken cancellation)
    {
        string one = await WrkScripts.OneRequestAsync(cancellation);
        string debts = await WrkScripts.ContractsAsync("native", cancellation);
        int backend = await StartBackendAsync(answers, cancellation);
        Add(Contender.Backend, backend, one);
        Uri address = new($"http://127.0.0.1:{backend}");
        await StartProxiesAsync(backend, one, cancellation);
        if (names.Contains(Contender.PlainYarp) || names.Contains(Contender.PlainYarpDebts))
        {
            int port = FreePort.Next();
            await StartAsync(
                "plain-yarp", port, "dotnet",
                [Program, "bench-yarp", "--port", $"{port}", "--backend", address.AbsoluteUri], cancellation);
            Add(Contender.PlainYarp, port, one);
            Add(Contender.PlainYarpDebts, port, debts);
        }

        if (names.Contains(Contender.Gateway) || names.Contains(Contender.GatewayDebts))
        {
            int port = await StartGatewayAsync("gateway", address, null, cancellation);
            Add(Contender.Gateway, port, one);
            Add(Contender.GatewayDebts, port, debts);
        }

        await StartRoutedAsync(Contender.Shadow, "shadow", address, cancellation);
        await StartRoutedAsync(Contender.Native, "native", address, cancellation);
        await StartRoutedAsync(Contender.NativeShadow, "native-shadow", address, cancellation);
        await StartRoutedAsync(Contender.NativeShadowHung, "native-shadow", _hung.Address, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((_, ChildProcess process) in Enumerable.Reverse(_started))
        {
            await process.DisposeAsync();
        }

        _hung.Dispose();
    }

    internal static string Program => typeof(Contenders).Assembly.Location;

    private async Task<int> StartBackendAsync(string? answers, CancellationToken cancellation)
    {
        int port = FreePort.Next();
        string[] given = answers is null ? [] : ["--answers", answers];
        await StartAsync(
            "backend", port, "dotnet", [Program, "bench-backend", "--port", $"{port}", .. given], cancellation);
        return port;
    }

    private async Task StartProxiesAsync(int backend, string script, CancellationToken cancellation)
    {
        int port = FreePort.Next();
        if (names.Contains(Contender.Nginx))
        {
            string file = await WriteAsync("nginx.conf", ProxyConfigurations.Nginx(port, backend, Repository.Scratch));
            await StartAsync(Contender.Nginx, port, "nginx", ["-c", file], cancellation);
            Add(Contender.Nginx, port, script);
        }

        port = FreePort.Next();
        if (names.Contains(Contender.Haproxy))
        {
            string file = await WriteAsync("haproxy.cfg", ProxyConfigurations.Haproxy(port, backend));
            await StartAsync(Contender.Haproxy, port, "haproxy", ["-db", "-f", file], cancellation);
            Add(Contender.Haproxy, port, script);
        }
    }

    private async Task StartRoutedAsync(string name, string mode, Uri legacy, CancellationToken cancellation)
    {
        if (names.Contains(name))
        {
            int port = await StartGatewayAsync(Contender.OptionOf(name), legacy, database!.Connection, cancellation);
            Add(name, port, await WrkScripts.ContractsAsync(mode, cancellation));
        }
    }

    private async Task<int> StartGatewayAsync(
        string log, Uri legacy, string? connection, CancellationToken cancellation)
    {
        int port = FreePort.Next();
        await StartAsync(
            log, port, "dotnet",
            [
                GatewayProgram(), "--urls", $"http://127.0.0.1:{port}", "--Legacy:Address", legacy.AbsoluteUri,
                "--STRANGLER_DB", connection ?? "", "--Routing:LastKnownFile",
                Path.Combine(Repository.Scratch, $"{log}-routes.json"),
            ],
            cancellation);
        return port;
    }

    private async Task StartAsync(
        string log, int port, string program, string[] arguments, CancellationToken cancellation)
    {
        string found = BenchTools.Find(program) ?? program;
        ChildProcess process = ChildProcess.Start(log, found, arguments, Repository.Logs);
        _started.Add((port, process));
        await process.WaitForPortAsync(port, cancellation);
    }

    private void Add(string name, int port, string script)
    {
        if (names.Contains(name))
        {
            ChildProcess process = _started.Single(started => started.Port == port).Process;
            _all.Add(new Contender(
                name, new Uri($"http://127.0.0.1:{port}{BenchTraffic.Path}"), process, script));
        }
    }

    private static async Task<string> WriteAsync(string name, string text)
    {
        string file = Path.Combine(Repository.Scratch, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    /// <summary>The gateway as ./run starts it, from its own output folder, built beside this program.</summary>
    internal static string GatewayProgram()
    {
        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        string program = Path.Combine(
            AppContext.BaseDirectory, "..", "..", "Gateway", configuration, "Strangler.Gateway.dll");
        return File.Exists(program)
            ? Path.GetFullPath(program)
            : throw new CommandFailedException("The gateway is not built: run ./strangler, which builds it.");
    }
}
