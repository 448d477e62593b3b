using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>
/// Money for contracts that are still the former system's: from the moment it is given, it is never posted here.
/// </summary>
/// <param name="accounts">Null where no contract has an account of its own.</param>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class FactHandover(Database database, ClabePlan? accounts)
{
    /// <summary>What is given is nobody else's for this long: longer than a write may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const string TakeSql = $"""
        SELECT {KeptFact.Columns} FROM payment_fact f
        JOIN unnest($1, $2) AS wanted (provider, key) ON f.provider = wanted.provider AND f.key = wanted.key
        WHERE f.state = 'received' AND f.kind = 'paid' AND (f.reason = '{FactApplier.NotCutOver}'
            OR f.given_at IS NOT NULL)
        ORDER BY f.id FOR UPDATE OF f SKIP LOCKED
        """;

    private const string GiveSql = """
        UPDATE payment_fact f SET given_at = coalesce(f.given_at, clock_timestamp()), due_at = clock_timestamp() + $3
        FROM unnest($1, $2) AS given (provider, key) WHERE f.provider = given.provider AND f.key = given.key
        """;

    private readonly FactTargets _targets = new(accounts);

    /// <summary>Those of the facts that the former system is to post; which is kept before it is asked.</summary>
    public async Task<IReadOnlyList<GivenFact>> TakeAsync(
        IReadOnlyList<PaymentFact> facts, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        List<KeptFact> kept = await ReadAsync(connection, facts, cancellation);
        IReadOnlyList<FactTarget[]> targets = await _targets.FindAsync(connection, kept, cancellation);
        GivenFact[] given =
        [
            .. kept.Select((fact, at) => new GivenFact(
                fact,
                [
                    .. targets[at].Select((target, part) => new GivenPart(
                        target.Contract, target.Amount, FactApplier.WriteOf(fact.Fact, part))),
                ])),
        ];
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(GiveSql)
                    .With([.. given.Select(one => one.Fact.Fact.Provider)], NpgsqlDbType.Text)
                    .With([.. given.Select(one => one.Fact.Fact.Key)], NpgsqlDbType.Text)
                    .With(Lease),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return given;
    }

    /// <summary>The former system has posted it, or these parts of it.</summary>
    /// <param name="forGood">Whether a person decides about what was not posted.</param>
    public Task EndAsync(
        GivenFact given, IReadOnlyList<GivenPart> posted, string reason, bool forGood, bool confirmed,
        CancellationToken cancellation)
    {
        FactPart[] parts = [.. posted.Select(part => new FactPart(part.Contract, part.Amount, part.Name))];
        FactOutcome outcome = posted.Count > 0 && posted.Count == given.Parts.Count
            ? new FactOutcome("applied", reason, parts)
            : forGood ? new FactOutcome("listed", reason, parts)
            : FactApplier.Later(given.Fact, reason);
        return EndAsync(given.Fact, outcome, confirmed, cancellation);
    }

    private async Task EndAsync(KeptFact fact, FactOutcome outcome, bool confirmed, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await FactRows.EndAsync(connection, [(fact, outcome)], confirmed, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<List<KeptFact>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<PaymentFact> facts, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(TakeSql)
                    .With([.. facts.Select(one => one.Provider)], NpgsqlDbType.Text)
                    .With([.. facts.Select(one => one.Key)], NpgsqlDbType.Text),
            },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        return await FactRows.ReadAsync(reader, cancellation);
    }
}
