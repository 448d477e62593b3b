using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Strangler.Gateway.Native;
using Strangler.Gateway.Routing;
using Strangler.Postgres;
using Strangler.Postgres.Import;
using Strangler.Postgres.Routes;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Import;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>Callers are answered whatever becomes of the database, and of native.</summary>
public sealed class OutageTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private static readonly SampleCustomer Subject =
        SampleCustomer.All.First(customer => customer.Group == StranglingStage.Group);

    private static readonly DebtCall Call = DebtCall.GetDeuda(Subject.Contract);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_serves_while_the_database_is_down_at_its_start_and_while_it_runs_and_recovers()
    {
        using ExtractCopy extract = new();
        await using PostgresProcess server = await PostgresCluster.StartServerAsync();
        await using ImportedDatabase imported = new(server.ConnectionTo("postgres") + ";Pooling=false");
        await new Migrator(imported.Database).MigrateAsync(Cancellation);
        await imported.ImportAsync(extract);
        RouteStore routes = new(imported.Database);
        await StranglingStage.RouteAsync(routes, "native", StranglingStage.Group);
        string file = Path.Combine(extract.Folder, "last-known");
        string expected = (await Call.AskAsync(stage.Legacy)).Text;

        await using (RunningGateway running = await StartAsync(server, file))
        {
            await AnsweredByAsync(running, "native");
            await server.StopAsync();
            Assert.Equal(expected, (await AnsweredByAsync(running, "native")).Text);
        }

        await using RunningGateway started = await StartAsync(server, file);
        ExplainedAnswer without = await AnsweredByAsync(started, "legacy");
        Assert.Equal((expected, 1), (without.Text, without.Explanation!.Routes));
        Assert.Contains(
            "strangler_native_fallbacks_total{operation=\"getDeuda\",reason=\"no-book\"} 1\n",
            await started.Client.GetStringAsync("/metrics", Cancellation), StringComparison.Ordinal);

        await server.StartAgainAsync(Cancellation);
        Assert.Equal(expected, (await AnsweredByAsync(started, "native")).Text);
        await StranglingStage.RouteAsync(routes, "legacy", StranglingStage.Group);
        await AnsweredByAsync(started, "legacy");
    }

    [Fact]
    public async Task A_newer_extract_is_in_native_answers_without_a_restart()
    {
        using ExtractCopy extract = new();
        await stage.RouteAsync("native");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        Assert.DoesNotContain("77777.77", (await AnsweredByAsync(gateway, "native")).Text, StringComparison.Ordinal);

        SetNewestInvoice(extract, "77777.77");
        await ImportAsync(extract);
        await Eventually.BecomesAsync(true, async () =>
            (await Call.AskAsync(gateway.Address)).Text.Contains("77777.77", StringComparison.Ordinal));
    }

    /// <summary>A contract whose invoices are each as much as an amount can hold: their sum is none.</summary>
    [Fact]
    public async Task What_native_fails_on_legacy_answers_once_and_it_is_counted()
    {
        int contract = SampleCustomer.All.Last(customer => customer.Group == StranglingStage.Group).Contract;
        await stage.RouteAsync("native");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        long book = Books(gateway).Current.Version;
        await using (NpgsqlCommand spoil = stage.Database.Command($"""
            DELETE FROM legacy_payment WHERE contract = {contract};
            UPDATE legacy_invoice SET amount = {long.MaxValue} WHERE contract = {contract};
            UPDATE import_state SET version = version + 1;
            SELECT pg_notify('{Importer.Channel}', '')
            """))
        {
            await spoil.ExecuteNonQueryAsync(Cancellation);
        }

        await Eventually.BecomesAsync(true, () => Task.FromResult(Books(gateway).Current.Version > book));
        DebtCall call = DebtCall.GetDeuda(contract);
        ExplainedAnswer answer = await call.AskAsync(gateway.Address);
        Assert.Equal((await call.AskAsync(stage.Legacy)).Seen, answer.Seen);
        Assert.Equal(("legacy", "native"), (answer.Explanation!.By, answer.Explanation.Mode));
        string metrics = await gateway.Client.GetStringAsync("/metrics", Cancellation);
        Assert.Contains("strangler_native_fallbacks_total{operation=\"getDeuda\",reason=\"exception\"} 1\n", metrics,
            StringComparison.Ordinal);
        Assert.Contains(
            "strangler_requests_total{operation=\"getDeuda\",outcome=\"answered\","
            + "service=\"InterfazGenericaGestionDeudaWS\"} 1\n", metrics, StringComparison.Ordinal);
    }

    /// <summary>The subject's newest invoice becomes an unpaid one of that amount.</summary>
    private static void SetNewestInvoice(ExtractCopy extract, string amount)
    {
        string[] lines = extract.Lines("factura");
        int newest = Array.FindLastIndex(lines, line => line.Split(',')[3] == $"{Subject.Contract}");
        string id = lines[newest].Split(',')[0];
        extract.Set("factura", newest + 1, "facimporte", amount);
        extract.Change("opedesglos", payments => payments.Where(line => line.Split(',')[^1] != id));
    }

    private async Task ImportAsync(ExtractCopy extract)
    {
        await using ImportedDatabase imported = new(stage.Connection);
        await imported.ImportAsync(extract);
    }

    private async Task<RunningGateway> StartAsync(PostgresProcess server, string file)
    {
        RunningGateway gateway = await stage.StartGatewayAsync(
            server.ConnectionTo("postgres"),
            [$"--Routing:LastKnownFile={file}", "--Routing:StartWait=00:00:10", "--Routing:LongestPause=00:00:00.500"]);
        Assert.NotEqual(0, gateway.Services.GetRequiredService<RouteFeed>().Current.Version);
        return gateway;
    }

    private static DebtBooks Books(RunningGateway gateway) => gateway.Services.GetRequiredService<DebtBooks>();

    /// <summary>Whoever answers until then: every answer is a good one.</summary>
    private static async Task<ExplainedAnswer> AnsweredByAsync(RunningGateway gateway, string by)
    {
        ExplainedAnswer? answer = null;
        await Eventually.BecomesAsync(by, async () =>
        {
            answer = await Call.AskAsync(gateway.Address);
            Assert.Equal(200, answer.Status);
            return answer.Explanation!.By;
        });
        return answer!;
    }
}
