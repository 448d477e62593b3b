using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.Reconciling;
using Strangler.Postgres;
using Strangler.Postgres.Payments.Facts;
using Strangler.Postgres.Payments.Reconciling;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Payments;

/// <summary>A database with payments of one provider and statements of it.</summary>
internal sealed class StatementStage : IAsyncDisposable
{
    public const string Provider = "store";

    public static readonly DateOnly First = new(2026, 7, 1);

    private StatementStage(Database database) => Database = database;

    public Database Database { get; }

    public static ReconciliationScope Scope => new(Provider, StatementKind.Settlement, First, First.AddDays(40));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<StatementStage> CreateAsync(PostgresCluster cluster) =>
        new(Database.Open(await cluster.CreateDatabaseAsync()));

    public async Task KeepAsync(IEnumerable<FactMoney> facts)
    {
        await using NpgsqlConnection connection = await Database.ConnectAsync(Cancellation);
        await FactStore.StoreAsync(
            connection,
            [
                .. facts.Select(fact => (
                    new PaymentFact(
                        Provider, fact.Key,
                        fact.Amount > Money.Zero ? PaymentFactKind.Paid : PaymentFactKind.Reversed, fact.Charge,
                        fact.Reference, new Money(Math.Abs(fact.Amount.Centavos)), "MXN",
                        new DateTimeOffset(fact.Day, TimeOnly.MinValue, TimeSpan.Zero), fact.Day,
                        new PaymentMethod(fact.Channel, 1)),
                    FactSource.File)),
            ],
            Cancellation);
    }

    /// <param name="digest">One for each file.</param>
    public Task<StatementOutcome> AddAsync(IEnumerable<StatementLine> lines, byte digest, string kind = "S") =>
        new StatementStore(Database).AddAsync(
            new StatementFile(Provider, kind, $"{digest}.csv", [.. Enumerable.Repeat(digest, 32)], "ana"), lines,
            () => [], Cancellation);

    /// <summary>How each line ended, as <see cref="Told(LineEnd)"/> says it.</summary>
    public async Task<List<string>> EndsAsync()
    {
        await using NpgsqlCommand command = Database.Command("""
            SELECT e.statement || '/' || e.line || ' ' || e.status || ' ' || e.rule || ' ' || e.score || ' '
                || e.matched || ' ' || e.explained || ' ' || e.listed || ' ' || coalesce(e.reason, '') || ' '
                || coalesce((
                    SELECT string_agg(m.key, ',' ORDER BY m.key COLLATE "C") FROM payment_statement_match m
                    WHERE m.statement = e.statement AND m.line = e.line), '')
            FROM payment_statement_end e ORDER BY e.statement, e.line
            """);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Cancellation);
        List<string> ends = [];
        while (await reader.ReadAsync(Cancellation))
        {
            ends.Add(reader.GetString(0));
        }

        return ends;
    }

    public static string Told(LineEnd end)
    {
        string keys = string.Join(',', end.Facts.Select(fact => fact.Key).Order(StringComparer.Ordinal));
        return $"{end.Line.Key.Statement}/{end.Line.Key.Line} {$"{end.Status} {end.Rule}".ToLowerInvariant()} "
            + $"{end.Score} {end.Matched.Centavos} {end.Explained.Centavos} {end.Listed.Centavos} {end.Reason} {keys}";
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
