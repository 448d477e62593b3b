using System.CommandLine;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments;
using Strangler.Postgres.Payments.Facts;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Cutover;

namespace Strangler.Tests.Integration.Payments;

/// <summary>A billing group that was cut over, and what providers tell of its money.</summary>
internal sealed class FactStage : IAsyncDisposable
{
    public const string AccountPrefix = "646180157";

    private readonly CutoverStage _cutover;

    private FactStage(CutoverStage cutover) => _cutover = cutover;

    public Database Database => _cutover.Imported.Database;

    /// <summary>Of the database, for commands.</summary>
    public string Address => _cutover.Imported.ConnectionString;

    public FactStore Store { get; private set; } = null!;

    public FactApplier Applier { get; private set; } = null!;

    /// <summary>What each contract owes at first, in centavos.</summary>
    public Dictionary<int, long> Owed { get; private set; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<FactStage> CreateAsync(PostgresCluster cluster)
    {
        FactStage stage = new(await CutoverStage.ReconciledAsync(cluster));
        stage.Owed = await stage._cutover.NativeDebtsAsync();
        stage.Store = new FactStore(stage.Database, TimeProvider.System);
        stage.Applier = stage.NewApplier();
        return stage;
    }

    /// <summary>As of another gateway.</summary>
    public FactApplier NewApplier()
    {
        LedgerStore ledger = new(Database, TimeProvider.System);
        return new FactApplier(
            Database, new PaymentDesk(Database, ledger, paid: null, TimeProvider.System),
            new ClabePlan(AccountPrefix), TimeProvider.System);
    }

    public static PaymentFact Paid(string key, int contract, long centavos) => new(
        "store", key, PaymentFactKind.Paid, "charge-" + key, PaymentReference.Of(new ContractNumber(contract)),
        new Money(centavos), "MXN", new DateTimeOffset(2026, 7, 25, 18, 0, 0, TimeSpan.Zero),
        new DateOnly(2026, 7, 25), new PaymentMethod('O', 1));

    public async Task<bool> TellAsync(PaymentFact fact)
    {
        StoredFact stored = await Store.StoreAsync(fact, FactSource.Webhook, Cancellation);
        return await Applier.ApplyAsync([fact], confirmed: true, Cancellation) == 1 && stored.IsNew;
    }

    public async Task<(string State, string? Reason, int Told)> StateAsync(string key)
    {
        await using NpgsqlCommand command = Database.Command(
            $"SELECT state, reason, told FROM payment_fact WHERE key = '{key}'");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Cancellation);
        Assert.True(await reader.ReadAsync(Cancellation), $"no fact {key}");
        return (reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt32(2));
    }

    /// <summary>As <c>./strangler payments</c> does.</summary>
    public async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        Command root = new("strangler") { PaymentsCommand.Create() };
        int code = await CommandRunner.RunAsync(
            root, ["payments", .. args, "--database", Address], output, output);
        return (code, output.ToString());
    }

    public Task<T> OneAsync<T>(string sql) => _cutover.Imported.OneAsync<T>(sql);

    /// <summary>What is owed less what is the customer's.</summary>
    public async Task<Dictionary<int, long>> NetAsync()
    {
        Dictionary<int, long> net = [];
        await using NpgsqlCommand command = Database.Command(
            "SELECT contract::integer, receivable - available - to_offset - blocked FROM ledger_stream");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
        {
            net[reader.GetInt32(0)] = reader.GetInt64(1);
        }

        return net;
    }

    /// <summary>The ledger proves itself, and documents and ledger say the same of every contract.</summary>
    public async Task AssertSoundAsync()
    {
        List<LedgerFinding> found = [];
        await new LedgerAudit(Database).VerifyAsync(null, found.Add, null, Cancellation);
        Assert.Empty(found);
        Assert.Equal(0, await OneAsync<long>("SELECT sum(debit - credit)::bigint FROM ledger_day_total"));
        Assert.Equal(0, await OneAsync<long>("""
            SELECT count(*) FROM ledger_stream s
            LEFT JOIN (
                SELECT contract, sum(open)::bigint AS open FROM receivable_open GROUP BY contract) o
                ON o.contract = s.contract
            WHERE s.receivable <> coalesce(o.open, 0)
            """));
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _cutover.DisposeAsync();
    }
}
