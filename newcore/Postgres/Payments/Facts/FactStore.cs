using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Receipts;
using Strangler.Postgres.Committing;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>
/// Keeps what happened to money before anybody is told that it is kept. Facts that come at the same time share a
/// transaction.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class FactStore : IAsyncDisposable
{
    /// <summary>Facts of one call.</summary>
    public const int BatchLimit = 5_000;

    /// <summary>Whoever stores a fact applies it: others take it over after this time only.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private const string AddSql = """
        INSERT INTO payment_fact AS f (
            provider, key, kind, charge, reference, amount, currency, at, day, channel, form, why, source, state,
            due_at, reason, ended_at)
        SELECT n.*, CASE n.source WHEN 'file' THEN clock_timestamp() ELSE clock_timestamp() + $15 END,
            CASE n.state WHEN 'closed' THEN 'no money moved' WHEN 'listed' THEN 'differs-from-first' END,
            CASE n.state WHEN 'closed' THEN clock_timestamp() END
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            AS n (provider, key, kind, charge, reference, amount, currency, at, day, channel, form, why, source, state)
        ON CONFLICT (provider, key) DO UPDATE SET told = f.told + 1
        RETURNING provider, key, xmax = 0, kind, amount, currency, coalesce(charge, ''), coalesce(reference, '')
        """;

    private const string QuarantineSql = """
        INSERT INTO payment_quarantine AS q (provider, digest, body, reason) VALUES ($1, $2, $3, $4)
        ON CONFLICT (provider, digest) DO UPDATE SET told = q.told + 1
        """;

    private readonly Database _database;
    private readonly Lazy<GroupCommit<(PaymentFact Fact, FactSource Source), StoredFact>> _queue;

    public FactStore(Database database, TimeProvider time)
    {
        _database = database;
        _queue = new Lazy<GroupCommit<(PaymentFact, FactSource), StoredFact>>(
            () => new GroupCommit<(PaymentFact Fact, FactSource Source), StoredFact>(
                database,
                async (connection, _, items, cancellation) =>
                    await StoreAsync(connection, items, cancellation),
                GroupLimits.Usual, time));
    }

    /// <summary>Durably kept when it returns.</summary>
    public Task<StoredFact> StoreAsync(PaymentFact fact, FactSource source, CancellationToken cancellation) =>
        _queue.Value.DoAsync((fact, source), cancellation);

    /// <summary>Many at once, within a transaction of the caller's.</summary>
    /// <returns>In their order.</returns>
    public static async Task<IReadOnlyList<StoredFact>> StoreAsync(
        NpgsqlConnection connection, IReadOnlyList<(PaymentFact Fact, FactSource Source)> facts,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(facts.Count, BatchLimit);
        Dictionary<(string, string), Kept> kept = await AddAsync(connection, facts, "", cancellation);
        StoredFact[] stored = [.. facts.Select(one => Compare(one.Fact, kept))];
        (PaymentFact Fact, FactSource Source)[] differing =
            [.. facts.Where((_, at) => stored[at].Differs).Select(one => (Beside(one.Fact), one.Source))];
        if (differing.Length > 0)
        {
            await AddAsync(connection, differing, "listed", cancellation);
        }

        return stored;
    }

    /// <summary>From the provider, but not to be understood.</summary>
    /// <param name="reason">Names the field; nothing of its content.</param>
    public async Task QuarantineAsync(
        string provider, ReadOnlyMemory<byte> body, string reason, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = _database.Command(QuarantineSql);
        command.AddValue(provider);
        command.AddValue(SHA256.HashData(body.Span));
        command.AddValue(body.ToArray());
        command.AddValue(reason.Length > 200 ? reason[..200] : reason);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public ValueTask DisposeAsync() => _queue.IsValueCreated ? _queue.Value.DisposeAsync() : ValueTask.CompletedTask;

    private static async Task<Dictionary<(string, string), Kept>> AddAsync(
        NpgsqlConnection connection, IReadOnlyList<(PaymentFact Fact, FactSource Source)> facts, string state,
        CancellationToken cancellation)
    {
        // One statement cannot meet the same key twice; in the order of keys, so that two do not wait for each other.
        (PaymentFact Fact, FactSource Source)[] rows =
        [
            .. facts.DistinctBy(one => (one.Fact.Provider, one.Fact.Key))
                .OrderBy(one => one.Fact.Provider, StringComparer.Ordinal)
                .ThenBy(one => one.Fact.Key, StringComparer.Ordinal),
        ];
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(AddSql)
                    .With(Each(rows, fact => fact.Provider), NpgsqlDbType.Text)
                    .With(Each(rows, fact => fact.Key), NpgsqlDbType.Text)
                    .With(Each(rows, fact => FactKinds.NameOf(fact.Kind)), NpgsqlDbType.Text)
                    .With(Each(rows, fact => fact.Charge), NpgsqlDbType.Text)
                    .With(Each(rows, fact => fact.Reference), NpgsqlDbType.Text)
                    .With(Each(rows, fact => fact.Amount.Centavos), NpgsqlDbType.Bigint)
                    .With(Each(rows, fact => fact.Currency), NpgsqlDbType.Text)
                    .With(Each(rows, fact => fact.At.ToUniversalTime()), NpgsqlDbType.TimestampTz)
                    .With(Each(rows, fact => fact.Day), NpgsqlDbType.Date)
                    .With(Each(rows, fact => fact.Method.Channel.ToString()), NpgsqlDbType.Text)
                    .With(Each(rows, fact => fact.Method.Form), NpgsqlDbType.Smallint)
                    .With(Each(rows, fact => fact.Why), NpgsqlDbType.Text)
                    .With([.. rows.Select(one => NameOf(one.Source))], NpgsqlDbType.Text)
                    .With(
                        Each(rows, fact => state.Length > 0 ? state
                            : FactKinds.MovesMoney(fact.Kind) ? "received" : "closed"),
                        NpgsqlDbType.Text)
                    .With(Lease),
            },
        };
        Dictionary<(string, string), Kept> kept = [];
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            kept[(reader.GetString(0), reader.GetString(1))] = new Kept(
                reader.GetBoolean(2), reader.GetString(3), reader.GetInt64(4), reader.GetString(5),
                reader.GetString(6), reader.GetString(7));
        }

        return kept;
    }

    private static StoredFact Compare(PaymentFact fact, Dictionary<(string, string), Kept> kept)
    {
        Kept first = kept[(fact.Provider, fact.Key)];
        // Of two alike in one call the second is the repetition.
        kept[(fact.Provider, fact.Key)] = first with { IsNew = false };
        bool same = first.Amount == fact.Amount.Centavos && first.Currency == fact.Currency
            && first.Kind == FactKinds.NameOf(fact.Kind) && first.Charge == (fact.Charge ?? "")
            && first.Reference == (fact.Reference ?? "");
        return new StoredFact(fact, first.IsNew, !same);
    }

    private static PaymentFact Beside(PaymentFact fact)
    {
        string content = $"{fact.Kind} {fact.Amount} {fact.Currency} {fact.Charge} {fact.Reference}";
        string mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];
        return fact with { Key = $"{fact.Key}~{mark}" };
    }

    private static T[] Each<T>((PaymentFact Fact, FactSource Source)[] rows, Func<PaymentFact, T> part) =>
        Array.ConvertAll(rows, row => part(row.Fact));

    private static string NameOf(FactSource source) => source switch
    {
        FactSource.Webhook => "webhook",
        FactSource.File => "file",
        FactSource.Till => "till",
        _ => "command",
    };

    private sealed record Kept(
        bool IsNew, string Kind, long Amount, string Currency, string Charge, string Reference);
}
