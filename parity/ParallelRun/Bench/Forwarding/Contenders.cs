using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>Starts the five contenders, each a process of its own, and ends them.</summary>
internal sealed class Contenders : IAsyncDisposable
{
    private readonly List<Contender> _started = [];

    public IReadOnlyList<Contender> All => _started;

    public Contender Gateway => _started.Single(contender => contender.Name == Contender.Gateway);

    public static async Task<Contenders> StartAsync(CancellationToken cancellation)
    {
        Contenders contenders = new();
        try
        {
            await contenders.StartAllAsync(cancellation);
            return contenders;
        }
        catch
        {
            await contenders.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Contender contender in Enumerable.Reverse(_started))
        {
            await contender.Process.DisposeAsync();
        }
    }

    private async Task StartAllAsync(CancellationToken cancellation)
    {
        int backend = FreePort.Next();
        Uri address = new($"http://127.0.0.1:{backend}");
        string cli = typeof(Contenders).Assembly.Location;
        await AddAsync(
            Contender.Backend, backend, "dotnet", [cli, "bench-backend", "--port", $"{backend}"], cancellation);

        int port = FreePort.Next();
        string file = await WriteAsync("nginx.conf", ProxyConfigurations.Nginx(port, backend, Repository.Scratch));
        await AddAsync(Contender.Nginx, port, "nginx", ["-c", file], cancellation);

        port = FreePort.Next();
        file = await WriteAsync("haproxy.cfg", ProxyConfigurations.Haproxy(port, backend));
        await AddAsync(Contender.Haproxy, port, "haproxy", ["-db", "-f", file], cancellation);

        port = FreePort.Next();
        await AddAsync(
            Contender.PlainYarp, port, "dotnet",
            [cli, "bench-yarp", "--port", $"{port}", "--backend", address.AbsoluteUri], cancellation);

        port = FreePort.Next();
        await AddAsync(
            Contender.Gateway, port, "dotnet",
            [GatewayProgram(), "--urls", $"http://127.0.0.1:{port}", "--Legacy:Address", address.AbsoluteUri],
            cancellation);
    }

    private async Task AddAsync(
        string name, int port, string program, string[] arguments, CancellationToken cancellation)
    {
        string found = BenchTools.Find(program) ?? program;
        ChildProcess process = ChildProcess.Start(name.Replace(' ', '-'), found, arguments, Repository.Logs);
        _started.Add(new Contender(name, new Uri($"http://127.0.0.1:{port}{BenchTraffic.Path}"), process));
        await process.WaitForPortAsync(port, cancellation);
    }

    private static async Task<string> WriteAsync(string name, string text)
    {
        string file = Path.Combine(Repository.Scratch, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    /// <summary>The gateway as ./run starts it, from its own output folder, built beside this program.</summary>
    private static string GatewayProgram()
    {
        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        string program = Path.Combine(
            AppContext.BaseDirectory, "..", "..", "Gateway", configuration, "Strangler.Gateway.dll");
        return File.Exists(program)
            ? Path.GetFullPath(program)
            : throw new CommandFailedException("The gateway is not built: run ./strangler, which builds it.");
    }
}
