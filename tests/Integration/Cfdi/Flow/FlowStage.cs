using System.CommandLine;
using Strangler.Cfdi.Building;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Receivables;
using Strangler.Pac.Sandbox;
using Strangler.ParallelRun.Cfdi;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Cfdi.Issuing;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;
using Strangler.Tests.Integration.Billing;
using Strangler.Tests.Integration.Cfdi.Stamping;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Flow;

/// <summary>A year of invoices of a small group, sandbox PACs, and all that makes one into the other.</summary>
internal sealed class FlowStage : IAsyncDisposable
{
    public static readonly BillingGroup Group = new(1, "E2E");
    private static readonly Issuer Issuer = new(TestCsd.Rfc, "AGUA DE PRUEBA", "603", "76000");

    private readonly BilledDatabase _billed;
    private readonly CsdRing _ring = TestCsd.Ring();
    private readonly LedgerStore _ledger;

    private FlowStage(BilledDatabase billed, StampingStage stamping)
    {
        (_billed, Stamping) = (billed, stamping);
        _ledger = new LedgerStore(stamping.Database, TimeProvider.System);
        Cancelling = CancellingBy(TimeProvider.System);
    }

    public StampingStage Stamping { get; }
    public IssuerProfile Profile { get; set; } = new(Issuer, FiscalTable.Shipped);
    public CancellationDesk Cancelling { get; }
    public IssuingDesk Issuing => new(Stamping.Database, Profile, _ring, TimeProvider.System);
    public ComplementDesk Complements => new(Stamping.Database, Profile, _ring, TimeProvider.System);
    public CsdRing Ring => _ring;

    /// <summary>One that believes so many years have passed.</summary>
    public CancellationDesk CancellingIn(int years) => CancellingBy(new LaterTime(years));

    /// <summary>Of the database.</summary>
    public string Connection => _billed.Imported.ConnectionString;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="contracts">So many; they have February, billed by the core, with known holders.</param>
    /// <param name="adjust">Done while they still are in the sample's group.</param>
    public static async Task<FlowStage> CreateAsync(
        PostgresCluster cluster, int contracts, Func<BilledDatabase, int[], Task>? adjust = null)
    {
        BilledDatabase billed = await BilledDatabase.CreateAsync(cluster);
        await billed.RunAsync(BilledDatabase.All(), workers: 1);
        int[] chosen = await billed.Imported.OneAsync<int[]>($"""
            SELECT array_agg(contract ORDER BY contract) FROM (
                SELECT d.contract::integer FROM billing_document d JOIN legacy_contract c ON c.number = d.contract
                WHERE d.total > 1000 AND d.quantity > 10 AND c.service_area = 1 AND c.since < '2025-01-01'
                  AND NOT EXISTS (SELECT 1 FROM import_quarantine q WHERE q.contract = c.number)
                ORDER BY d.contract LIMIT {contracts}) AS taken
            """);
        await (adjust?.Invoke(billed, chosen) ?? Task.CompletedTask);
        // Receivers say nothing, and that is soon taken for a yes.
        FlowStage stage = new(billed, await StampingStage.StartAsync(
            billed.Imported.ConnectionString, new SandboxOptions { AcceptanceTime = TimeSpan.Zero },
            together: true));
        await stage.RunAsync($"""
            UPDATE legacy_contract SET zone = 'E2E' WHERE number = ANY (ARRAY[{string.Join(',', chosen)}]);
            UPDATE legacy_person p SET tax_id = 'URE180429TM6', name = 'UNIVERSIDAD ROBOTICA', surname = 'ESPAÑOLA'
            FROM legacy_customer u JOIN legacy_contract c ON c.customer = u.id
            WHERE u.person = p.id AND c.zone = 'E2E';
            UPDATE legacy_customer u SET postal_code = '65000', tax_regime = '601', cfdi_use = 'G03'
            FROM legacy_contract c WHERE c.customer = u.id AND c.zone = 'E2E';
            """);
        return stage;
    }

    public static IssueScope Scope(int cycle) =>
        new(Group, new BillingCycle((short)(cycle / 100), (byte)(cycle % 100)));

    /// <summary>A cycle whose invoices are February's, with numbers of their own.</summary>
    public Task BillAsync(int cycle)
    {
        string issued = $"'{cycle / 100:D4}-{cycle % 100:D2}-05'::date";
        return RunAsync($"""
            WITH run AS (
                INSERT INTO billing_run (billing_group, year, period, simulated, held, review_zero, state, who)
                VALUES ('1/E2E', {cycle / 100}, {cycle % 100}, false, false, false, 'posted', 'test') RETURNING id),
            chunk AS (
                INSERT INTO billing_chunk (run, number, first_contract, last_contract, contracts, state)
                SELECT id, 1, 0, 99999999, 100, 'posted' FROM run RETURNING run),
            number AS (
                INSERT INTO billing_number (prefix, service_area, year, first, count, run, chunk)
                SELECT 'F', 1, {cycle / 100}, {500_000 + (cycle % 100 * 1000)}, 100, run, 1 FROM chunk),
            document AS (
                INSERT INTO billing_document (total, tax, contract, cycle, run, chunk, place, from_day, to_day, issued,
                    due, type, ordinal, service_area, quantity, carried)
                SELECT d.total, d.tax, d.contract, {cycle}, chunk.run, 1,
                    row_number() OVER (ORDER BY d.contract) - 1, d.from_day, d.to_day, {issued}, {issued} + 15, d.type,
                    d.ordinal, d.service_area, d.quantity, d.carried
                FROM chunk, billing_document d JOIN legacy_contract c ON c.number = d.contract
                WHERE d.cycle = 202602 AND d.type = 1 AND c.zone = 'E2E')
            INSERT INTO billing_line (amount, tax, contract, cycle, plan, type, ordinal, line, concept, part, parent,
                meter_size, informational, quantity, fixed_price, unit_price, factor, up_to, tax_rate)
            SELECT l.amount, l.tax, l.contract, {cycle}, l.plan, l.type, l.ordinal, l.line, l.concept, l.part, l.parent,
                l.meter_size, l.informational, l.quantity, l.fixed_price, l.unit_price, l.factor, l.up_to, l.tax_rate
            FROM billing_line l JOIN legacy_contract c ON c.number = l.contract
            WHERE l.cycle = 202602 AND l.type = 1 AND c.zone = 'E2E'
            """);
    }

    public ReceivableDesk Receivables => new(Stamping.Database, _ledger, TimeProvider.System);

    public async Task PayAsync(int contract, string reference, long centavos, DateOnly day) =>
        Assert.IsType<ReceivableOutcome.Done>(await Receivables.PayAsync(
            new ContractNumber(contract), reference, new Money(centavos), day, "ana", Cancellation));

    /// <summary>Takes it and sets it against the oldest documents.</summary>
    public async Task DepositAsync(int contract, string reference, DepositKind kind, long centavos, DateOnly day)
    {
        ContractNumber number = new(contract);
        Assert.IsType<ReceivableOutcome.Done>(await Receivables.TakeDepositAsync(
            number, reference, kind, new Money(centavos), day.AddDays(-30), "ana", Cancellation));
        Assert.IsType<ReceivableOutcome.Done>(await Receivables.UseDepositAsync(
            number, reference, "1", null, day, "ana", Cancellation));
    }

    public async Task UseBalanceAsync(int contract, string reference, DateOnly day) =>
        Assert.IsType<ReceivableOutcome.Done>(await Receivables.UseBalanceAsync(
            new ContractNumber(contract), reference, null, day, "ana", Cancellation));

    /// <summary>What was settled is opened again, as when a payment is taken back.</summary>
    public Task TakeBackAsync(int contract, string reference) => RunAsync($"""
        INSERT INTO receivable_settlement (contract, cycle, type, ordinal, position, amount, settled_on, source)
        SELECT s.contract, s.cycle, s.type, s.ordinal, (
                SELECT max(m.position) + 1 FROM receivable_settlement m WHERE m.contract = s.contract
                    AND m.cycle = s.cycle AND m.type = s.type AND m.ordinal = s.ordinal),
            -sum(s.amount), max(s.settled_on), s.source || '/taken-back'
        FROM receivable_settlement s WHERE s.contract = {contract} AND s.source = 'payment/{reference}'
        GROUP BY s.contract, s.cycle, s.type, s.ordinal, s.source
        """);

    /// <summary>As <c>./strangler cfdi</c> does.</summary>
    public Task<(int Code, string Output)> CommandAsync(params string[] arguments) => CommandAsync(
        _billed.Imported.ConnectionString, [.. arguments, "--database", _billed.Imported.ConnectionString]);

    public static async Task<(int Code, string Output)> CommandAsync(string database, params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await CommandRunner.RunAsync(
            new Command("strangler") { CfdiCommand.Create() }, ["cfdi", .. arguments], error, output);
        Assert.DoesNotContain(database, error.ToString(), StringComparison.Ordinal);
        return (code, output.ToString());
    }

    public Task<long> OpenAsync(int contract) => Stamping.OneAsync<long>(
        $"SELECT coalesce(sum(open), 0)::bigint FROM receivable_open WHERE contract = {contract}");

    public Task<int[]> ContractsAsync() => Stamping.OneAsync<int[]>(
        "SELECT array_agg(number::integer ORDER BY number) FROM legacy_contract WHERE zone = 'E2E'");

    public async Task RunAsync(string sql)
    {
        await using Npgsql.NpgsqlCommand command = Stamping.Database.Command(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Until nothing more happens: what is superseded goes after what relates to it.</summary>
    public async Task CancelAsync()
    {
        FlowCancellations flow = new(Stamping.Database, Cancelling);
        for (int round = 0; round < 12; round++)
        {
            int begun = await flow.RequestAsync(Cancellation);
            int pursued = await Cancelling.PursueAsync(Cancellation);
            if (begun + pursued == 0)
            {
                return;
            }
        }
    }

    private CancellationDesk CancellingBy(TimeProvider time) => new(
        Stamping.Database, Stamping.Pacs, (order, now) => _ring.Find(TestCsd.Rfc, now)!.SignCancellation(order, now),
        new CancellationSettings { PollEvery = TimeSpan.Zero, RetryEvery = TimeSpan.Zero }, Profile.Zone, time);

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await Stamping.DisposeAsync();
        await _billed.DisposeAsync();
        _ring.Dispose();
    }

    private sealed class LaterTime(int years) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddYears(years);
    }
}
