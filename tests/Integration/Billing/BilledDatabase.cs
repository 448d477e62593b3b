using Npgsql;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Cutover;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Import;

namespace Strangler.Tests.Integration.Billing;

/// <summary>The sample extract in a database of a test's own, to be billed.</summary>
internal sealed class BilledDatabase : IAsyncDisposable
{
    public static readonly BillingCycle February = new(2026, 2);

    private readonly ExtractCopy _extract = new();
    private ImportedDatabase? _imported;

    public ImportedDatabase Imported => _imported!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<BilledDatabase> CreateAsync(PostgresCluster cluster, Action<ExtractCopy>? change = null)
    {
        BilledDatabase billed = new();
        change?.Invoke(billed._extract);
        billed._imported = await ImportedDatabase.WithAsync(cluster, billed._extract);
        await new CutoverStandings(billed.Imported.Database).SetDryRunAsync(true, "test", Cancellation);
        return billed;
    }

    public async Task<BillingRun> PlanAsync(NewBillingRun wanted) =>
        Assert.IsType<PlanOutcome.Planned>(
            await new BillingPlanner(Imported.Database).PlanAsync(wanted, Cancellation)).Run;

    public async Task<BillingRun> RunAsync(NewBillingRun wanted, int workers = 2) =>
        await WorkAsync(await PlanAsync(wanted), workers);

    public async Task<BillingRun> WorkAsync(BillingRun run, int workers = 2)
    {
        await using ChunkRating rating = await ChunkRating.OpenAsync(
            Imported.Database, run, TimeProvider.System, Cancellation);
        return await new BillingWorkers(
            Imported.Database, rating, new WorkerOptions(workers, TimeSpan.FromSeconds(60)), TimeProvider.System)
            .RunAsync(run.Id, new Progress<RunProgress>(), Cancellation);
    }

    public static NewBillingRun All(
        BillingGroup? group = null, bool simulated = false, bool held = false, int chunk = 10) =>
        new(group, February, "test", simulated, held, ChunkContracts: chunk);

    public Task<long> CountAsync(string table) => Imported.OneAsync<long>($"SELECT count(*) FROM {table}");

    /// <summary>Everything a run leaves that must not depend on who did it and how often it was killed.</summary>
    public Task<string> FingerprintAsync() => Imported.OneAsync<string>("""
        SELECT concat_ws(' ',
            (SELECT md5(string_agg(concat_ws(',', contract, cycle, type, ordinal, total, tax, carried, due), ';'
                ORDER BY contract, cycle)) FROM billing_document),
            (SELECT md5(string_agg(concat_ws(',', contract, cycle, line, concept, part, amount, tax), ';'
                ORDER BY contract, cycle, line)) FROM billing_line),
            (SELECT md5(
                string_agg(concat_ws(',', contract, version, idempotency_key, accounts::text, amounts::text), ';'
                ORDER BY contract, booked_on)) FROM ledger_entry),
            (SELECT md5(
                string_agg(concat_ws(',', prefix, service_area, year, last), ';' ORDER BY prefix, service_area, year))
                FROM billing_series))
        """);

    /// <summary>What must hold after every commit.</summary>
    public async Task AssertSoundAsync()
    {
        Assert.Equal(0L, await Imported.OneAsync<long>(
            "SELECT coalesce(sum(a), 0)::bigint FROM (SELECT unnest(amounts) AS a FROM ledger_entry) s"));
        Assert.Equal(0L, await Imported.OneAsync<long>("""
            SELECT count(*) FROM (SELECT contract, sum(total) AS total FROM billing_document_now WHERE status = 2
                GROUP BY contract) d FULL JOIN ledger_stream s USING (contract)
            WHERE coalesce(d.total, 0) <> coalesce(s.receivable, 0)
            """));
        Assert.Equal(0L, await Imported.OneAsync<long>("""
            SELECT count(*) FROM billing_document d WHERE total <> tax + (
                SELECT sum(amount) FROM billing_line l WHERE l.contract = d.contract AND l.cycle = d.cycle
                    AND l.type = d.type AND l.ordinal = d.ordinal AND NOT informational)
            """));
        await AssertNumbersAsync();
    }

    public ValueTask DisposeAsync()
    {
        _extract.Dispose();
        return _imported?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>1, 2, 3... of each series, each once, the last of them the counter's.</summary>
    private async Task AssertNumbersAsync()
    {
        await using NpgsqlCommand command = Imported.Database.Command("""
            SELECT n.service_area, n.year, count(*), count(DISTINCT n.first + d.place), min(n.first + d.place),
                max(n.first + d.place), max(s.last)
            FROM billing_document d JOIN billing_number n ON n.run = d.run AND n.chunk = d.chunk
                AND n.service_area = d.service_area AND n.year = extract(year FROM d.issued)
            JOIN billing_series s ON s.prefix = n.prefix AND s.service_area = n.service_area AND s.year = n.year
            GROUP BY n.service_area, n.year
            """);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
        {
            long bills = reader.GetInt64(2);
            Assert.Equal(
                (bills, 1L, bills, bills),
                    (reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6)));
        }
    }
}
