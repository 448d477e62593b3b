using Microsoft.AspNetCore.Builder;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.StandIn;
using Strangler.AquaCis.Translation;
using Strangler.Gateway;
using Strangler.Postgres;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Routes;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Import;

namespace Strangler.Tests.Integration.Product;

/// <summary>
/// The product as <see cref="RunningProduct"/>, with the sample extract imported and everything native that can be, for
/// every billing group.
/// </summary>
internal sealed class NativeProduct : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("strangler-native-");
    private readonly ImportedDatabase _database;
    private readonly StandInServer _legacy;
    private readonly WebApplication _gateway;

    private NativeProduct(
        ImportedDatabase database, StandInServer legacy, RecordingRelay relay, Func<string, WebApplication> build) =>
        (_database, _legacy, Relay, _gateway) = (database, legacy, relay, build(_folder.FullName));

    public string GatewayUrl => _gateway.Urls.Single().TrimEnd('/');

    public RecordingRelay Relay { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Returns when the imported debts are loaded and the routes in force.</summary>
    public static async Task<NativeProduct> StartAsync(PostgresCluster cluster)
    {
        using ExtractCopy extract = new();
        ImportedDatabase database = await ImportedDatabase.WithAsync(cluster, extract);
        Assert.True(await new CutoverStandings(database.Database).SetDryRunAsync(true, "test", Cancellation));
        RouteChange[] everyOne =
        [
            .. NativeOperations.All.Select(operation => new RouteChange.Set(
                new RouteScope(operation.Service, operation.Name, null), "native")),
        ];
        Assert.IsType<RouteChangeOutcome.Applied>(await new RouteStore(database.Database).ApplyAsync(
            new RouteChangeSet(everyOne, "test", "test"), Cancellation));
        // The gateway's clock is the system's, and what is overdue depends on the day.
        StandInServer legacy = await StandInServer.StartAsync(
            RunningProduct.LegacyOptionsAt(TimeProvider.System), Cancellation);
        RecordingRelay relay = await RecordingRelay.StartAsync(legacy.Address, Cancellation);
        NativeProduct product = new(database, legacy, relay, folder => GatewayHost.Build(
        [
            "--urls=http://127.0.0.1:0", $"--Legacy:Address={relay.Address}",
            $"--STRANGLER_DB={database.ConnectionString}", $"--Routing:LastKnownFile={folder}/routes",
            .. RunningGateway.Silent,
        ]));
        await product._gateway.StartAsync(Cancellation);
        await Eventually.BecomesAsync(true, product.AnswersNativelyAsync);
        return product;
    }

    public Task<long> CountAsync(string sql) => _database.OneAsync<long>(sql);

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Relay.DisposeAsync();
        await _legacy.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersNativelyAsync()
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, GatewayUrl + RunningGateway.DebtPath);
        request.Headers.Add("X-Strangler-Explain", "1");
        request.Content = new StringContent(
            $"""
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"
              xmlns:d="http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/"><e:Body><d:getDeuda>
              <tipoIdentificador>CONTRATO</tipoIdentificador>
              <valor>{SampleExtract.Committed.Contracts[0].Number}</valor>
              <explotacion>1</explotacion><idioma>es</idioma></d:getDeuda></e:Body></e:Envelope>
            """,
            System.Text.Encoding.UTF8, "text/xml");
        using HttpResponseMessage answer = await client.SendAsync(request, Cancellation);
        return answer.Headers.TryGetValues("X-Strangler-Answer", out IEnumerable<string>? way)
            && way.Single().StartsWith("by=native;", StringComparison.Ordinal);
    }

    /// <summary>Of an operation that the gateway answers without legacy here.</summary>
    public static bool IsNative(string service, string operation) =>
        NativeOperations.Covers(ContractCatalog.AquaCis.Find(service, operation));
}
