using Strangler.ParallelRun.Bench.Forwarding;

namespace Strangler.ParallelRun.Bench.Rest;

/// <summary>Starts the backend and two gateways, one that answers natively and one that passes on.</summary>
internal sealed class RestContenders : IAsyncDisposable
{
    public const string NativeSoap = "SOAP, native";
    public const string NativeJson = "JSON, native";
    public const string Resource = "/api/v1 debt";
    public const string PassedSoap = "SOAP, passed on";
    public const string PassedJson = "JSON, passed on";

    private readonly List<ChildProcess> _started = [];
    private readonly List<Contender> _all = [];

    public IReadOnlyList<Contender> All => _all;

    /// <summary>Where payments are taken.</summary>
    public Uri Native { get; private set; } = new("http://127.0.0.1");

    public async Task StartAsync(RestDatabases databases, string answers, CancellationToken cancellation)
    {
        int backend = FreePort.Next();
        await StartAsync(
            "backend", backend, [Contenders.Program, "bench-backend", "--port", $"{backend}", "--answers", answers],
            cancellation);
        string soap = await WrkScripts.ContractsAsync("native", cancellation);
        (ChildProcess native, Native) = await GatewayAsync(
            "rest-native", backend, databases.Routed.Connection, cancellation);
        Add(NativeSoap, Native, BenchTraffic.Path, native, soap);
        Add(
            NativeJson, Native, RestScripts.OperationPath, native,
            await RestScripts.OperationAsync("native", databases.RoutedKey, cancellation));
        Add(
            Resource, Native, "/", native,
            await RestScripts.ResourceAsync("resource", databases.RoutedKey, cancellation));
        (ChildProcess passing, Uri address) = await GatewayAsync(
            "rest-passing", backend, databases.BareConnection, cancellation);
        Add(PassedSoap, address, BenchTraffic.Path, passing, soap);
        Add(
            PassedJson, address, RestScripts.OperationPath, passing,
            await RestScripts.OperationAsync("passing", databases.BareKey, cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ChildProcess process in Enumerable.Reverse(_started))
        {
            await process.DisposeAsync();
        }
    }

    private async Task<(ChildProcess Process, Uri Address)> GatewayAsync(
        string log, int backend, string connection, CancellationToken cancellation)
    {
        int port = FreePort.Next();
        ChildProcess process = await StartAsync(
            log, port,
            [
                Contenders.GatewayProgram(), "--urls", $"http://127.0.0.1:{port}",
                "--Legacy:Address", $"http://127.0.0.1:{backend}", "--STRANGLER_DB", connection,
                "--Routing:LastKnownFile", Path.Combine(Repository.Scratch, $"{log}-routes.json"),
            ],
            cancellation);
        return (process, new Uri($"http://127.0.0.1:{port}"));
    }

    private async Task<ChildProcess> StartAsync(
        string log, int port, string[] arguments, CancellationToken cancellation)
    {
        ChildProcess process = ChildProcess.Start(
            log, BenchTools.Find("dotnet") ?? "dotnet", arguments, Repository.Logs);
        _started.Add(process);
        await process.WaitForPortAsync(port, cancellation);
        return process;
    }

    private void Add(string name, Uri address, string path, ChildProcess process, string script) =>
        _all.Add(new Contender(name, new Uri(address, path), process, script));
}
