using System.Diagnostics.Metrics;
using Npgsql;
using Strangler.Cfdi.Stamping;
using Strangler.Pac;
using Strangler.Pac.Sandbox;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Stamping;

/// <summary>A database, two sandbox PACs that do not know each other, and workers between them.</summary>
internal sealed class StampingStage : IAsyncDisposable
{
    private readonly HttpClient _http = PacClients.CreateHttp();
    private readonly HttpClient _control = new();
    private readonly PacCertificates _certificates = new(null);
    private readonly Meter _meter = new("test");

    private StampingStage(Database database, SandboxServer first, SandboxServer second, bool together = false)
    {
        (Database, First, Second) = (database, first, second);
        _certificates.Add(first.Certificate);
        _certificates.Add(second.Certificate);
        TimeSpan timeout = TimeSpan.FromMilliseconds(400);
        Pacs =
        [
            PacClients.Create("finkok", new PacOptions(first.Address, "u", "p") { Timeout = timeout }, _http),
            PacClients.Create(
                "sw", new PacOptions((together ? first : second).Address, "u", "p") { Timeout = timeout }, _http),
        ];
    }

    public Database Database { get; }

    public SandboxServer First { get; }

    public SandboxServer Second { get; }

    public IReadOnlyList<IPac> Pacs { get; }

    public PacCertificates Certificates => _certificates;

    public CfdiStore Store => new(Database);

    public CfdiQueries Queries => new(Database);

    /// <summary>So quick that failures of hundreds of documents fit into seconds.</summary>
    public static StampingSettings Hurried => new()
    {
        FirstPause = TimeSpan.FromMilliseconds(30),
        LongestPause = TimeSpan.FromMilliseconds(200),
        Grace = TimeSpan.FromMilliseconds(1500),
        FirstBrake = TimeSpan.FromMilliseconds(50),
        LongestBrake = TimeSpan.FromMilliseconds(400),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<StampingStage> StartAsync(PostgresCluster cluster) =>
        await StartAsync(await cluster.CreateDatabaseAsync());

    /// <param name="connection">Of a database with the newest schema.</param>
    /// <param name="options">Of the PACs.</param>
    /// <param name="together">Both PACs are the first server's, and tell one SAT.</param>
    public static async Task<StampingStage> StartAsync(
        string connection, SandboxOptions? options = null, bool together = false)
    {
        options ??= new SandboxOptions();
        Database database = Database.Open(connection);
        return new StampingStage(
            database, await SandboxServer.StartAsync(options, Cancellation),
            await SandboxServer.StartAsync(options, Cancellation), together);
    }

    public async Task<long> EnqueueAsync(NewCfdi document) =>
        Assert.IsType<EnqueueOutcome.Queued>(await Store.EnqueueAsync(document, Cancellation)).Id;

    public async Task StampAsync(
        IReadOnlyList<IPac>? pacs = null, StampingSettings? settings = null, CancellationToken? until = null,
        TimeSpan? lease = null, PacBrakes? brakes = null)
    {
        StampingLimits limits = new(32, lease ?? TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10));
        await new StampingWorker(
            Database, pacs ?? Pacs, new StampVerifier(_certificates), settings ?? Hurried, limits,
            new StampingMetrics(_meter), TimeProvider.System, brakes).RunAsync(false, until ?? Cancellation);
    }

    /// <param name="pac">Null: both of the server's.</param>
    public async Task FailAsync(SandboxServer server, string plan, string? pac = null)
    {
        using HttpResponseMessage answer = await _control.PutAsync(
            new Uri(server.ControlAddress, pac is null ? "failures" : $"failures/{pac}"), new StringContent(plan),
            Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    public async Task ControlAsync(SandboxServer server, string path)
    {
        using HttpResponseMessage answer = await _control.PostAsync(
            new Uri(server.ControlAddress, path), null, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, path);
    }

    public async Task<T> OneAsync<T>(string sql)
    {
        await using NpgsqlCommand command = Database.Command(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await Database.DisposeAsync();
        _certificates.Dispose();
        _meter.Dispose();
        _control.Dispose();
        _http.Dispose();
    }
}
