using System.Globalization;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Prepaid;
using Strangler.Core.Tariffs;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Prepaid;
using Strangler.Tests.Integration.Billing;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Prepaid;

/// <summary>The sample extract with prepaid agreements.</summary>
internal sealed class PrepaidStage : IAsyncDisposable
{
    /// <summary>A plan of one price a cubic metre and VAT: 11.60 pesos each.</summary>
    public const string Simple = "prepaid-simple";

    public static readonly DateOnly Since = new(2026, 3, 1);

    private readonly BilledDatabase _billed;

    private PrepaidStage(BilledDatabase billed, PlanBook plans)
    {
        (_billed, Plans) = (billed, plans);
        Ledger = new LedgerStore(Database, TimeProvider.System);
        Desk = new PrepaidDesk(Database, Ledger, TimeProvider.System);
        Segments = new PrepaidSegments(Database, Ledger, Plans, Litres, TimeProvider.System);
    }

    public Database Database => _billed.Imported.Database;

    public string Address => _billed.Imported.ConnectionString;

    public PlanBook Plans { get; }

    public LedgerStore Ledger { get; }

    public PrepaidDesk Desk { get; }

    public PrepaidSegments Segments { get; }

    public CountedLitres Litres { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PrepaidStage> CreateAsync(PostgresCluster cluster)
    {
        BilledDatabase billed = await BilledDatabase.CreateAsync(cluster);
        PlanBook legacy = await PrepaidPlans.LoadAsync(billed.Imported.Database, Cancellation);
        TariffPlan simple = new()
        {
            Code = Simple,
            Name = Simple,
            Use = "domestic",
            Version = "1",
            EffectiveFrom = new DateOnly(2020, 1, 1),
            Charges = [new Charge { Concept = 1, Part = 1, Name = "Water", Price = new PriceMethod.PerQuantity(10) }],
            Taxes = [new TaxRule("IVA", null, null, 0.16m, new DateOnly(2000, 1, 1), null)],
        };
        return new PrepaidStage(
            billed, new PlanBook([PlanCompiler.Compile(simple), .. legacy.Codes.SelectMany(legacy.Versions)]));
    }

    /// <summary>Contracts in supply for years that owe nothing.</summary>
    public async Task<int[]> ContractsAsync(int count)
    {
        int[] contracts = await OneAsync<int[]>($"""
            SELECT array_agg(number) FROM (SELECT number::integer FROM legacy_contract c
                WHERE since < '2025-01-01' AND until IS NULL AND NOT EXISTS (
                    SELECT FROM legacy_invoice i WHERE i.contract = c.number AND i.amount > (
                        SELECT coalesce(sum(p.amount), 0) FROM legacy_payment p
                        WHERE p.contract = i.contract AND p.invoice = i.id))
                ORDER BY number LIMIT {count}) c
            """);
        Assert.Equal(count, contracts.Length);
        return contracts;
    }

    public async Task EnrolAsync(int contract, string plan = Simple, DateOnly? since = null, bool household = true)
    {
        NewAgreement wanted = new(
            new ContractNumber(contract), plan, since ?? Since,
            new CreditTerms([new Money(50_00), new Money(20_00)], new Money(30_00), household),
            new FundsPolicy(new Money(40_00), Money.Zero, 5), "America/Mexico_City", false, NoticeChannel.Sms);
        Assert.IsType<DeskOutcome.Done>(await Desk.EnrolAsync(wanted, Plans, "ana", Cancellation));
    }

    public Task<SegmentRunResult> SegmentAsync(DateOnly day, bool again = false, int workers = 1) =>
        Segments.RunAsync(day, again, workers, Cancellation);

    /// <summary>As any channel does whose money is here.</summary>
    public async Task PayAsync(int contract, long centavos, string write)
    {
        await using Strangler.Postgres.Payments.PaymentDesk desk = new(Database, Ledger, null, TimeProvider.System);
        Assert.IsType<PaymentOutcome.Taken>(await desk.PayAsync(
            new NewPayment(
                new ContractNumber(contract), write, new Money(centavos), new PaymentMethod('O', 1), Since, null),
            rehearsal: false, Cancellation));
    }

    public async Task<LedgerBalances> BalancesAsync(int contract) =>
        (await Ledger.ReadStreamAsync(new ContractNumber(contract), Cancellation)).Balances;

    /// <summary>A contract's journal after a version: postings, and what they move payoff and current by.</summary>
    public async Task<string> JournalAsync(int contract, long after)
    {
        List<string> lines = [];
        LedgerBalances balances = default;
        ChartOfAccounts chart = await Ledger.ReadChartAsync(Cancellation);
        await foreach (LedgerEntry entry in Ledger.ReadEntriesAsync(new ContractNumber(contract), Cancellation))
        {
            LedgerBalances next = balances.Apply(entry.Content.Postings, chart);
            if (entry.Version > after)
            {
                lines.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{entry.Content.Kind}: payoff {next.Payoff - balances.Payoff}, current {entry.CurrentChange}"));
                lines.AddRange(entry.Content.Postings.Select(posting => $"  {posting.Account} {posting.Amount}"));
            }

            balances = next;
        }

        return string.Join('\n', lines);
    }

    public async Task<long> VersionAsync(int contract) =>
        (await Ledger.ReadStreamAsync(new ContractNumber(contract), Cancellation)).Version;

    /// <summary>The ledger proves itself; balances and what is kept beside them are what the entries come to.</summary>
    public async Task AssertSoundAsync()
    {
        List<LedgerFinding> found = [];
        await new LedgerAudit(Database).VerifyAsync(null, found.Add, null, Cancellation);
        Assert.Empty(found);
        Assert.Equal(0, await OneAsync<long>("""
            SELECT count(*) FROM prepaid_account a CROSS JOIN LATERAL (
                SELECT coalesce(sum(p.amount) FILTER (WHERE k.code = 'receivable'), 0) AS owed,
                    coalesce(sum(p.amount) FILTER (WHERE e.kind = 'prepaid-charged'
                        AND k.code = 'revenue.prepaid-meter'), 0) AS ahead,
                    coalesce(sum(p.amount) FILTER (WHERE e.kind = 'prepaid-charged'
                        AND k.part IN ('receivable', 'available')), 0) AS charged
                FROM ledger_entry e CROSS JOIN LATERAL unnest(e.accounts, e.amounts) AS p (account, amount)
                JOIN ledger_account k ON k.id = p.account
                WHERE e.contract = a.contract AND e.kind LIKE 'prepaid-%' AND e.kind <> 'prepaid-debt-released'
                    AND e.version > coalesce((SELECT max(l.version) FROM ledger_entry l
                        WHERE l.contract = a.contract AND l.kind = 'prepaid-ended'), 0)) s
            WHERE a.owed <> s.owed OR a.used <> s.charged + s.ahead
            """));
        Assert.Equal(
            0, await new LedgerRebuild(Database).RunAsync(replace: false, _ => { }, progress: null, Cancellation));
    }

    public Task<T> OneAsync<T>(string sql) => _billed.Imported.OneAsync<T>(sql);

    public async Task ExecuteAsync(string sql)
    {
        await using NpgsqlCommand command = Database.Command(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await _billed.DisposeAsync();
    }
}
