using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>Facts as rows, while they are applied.</summary>
internal static class FactRows
{
    /// <summary>Whoever else applies one of them has it then.</summary>
    private const string LockSql = $"""
        SELECT {KeptFact.Columns} FROM payment_fact f
        JOIN unnest($1, $2) AS wanted (provider, key) ON f.provider = wanted.provider AND f.key = wanted.key
        WHERE f.state = 'received' AND f.given_at IS NULL ORDER BY f.id FOR UPDATE OF f SKIP LOCKED
        """;

    private const string DueSql = $"""
        UPDATE payment_fact f SET due_at = clock_timestamp() + $2
        FROM (
            SELECT provider, key FROM payment_fact WHERE state = 'received' AND due_at < clock_timestamp()
            ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED) AS due
        WHERE f.provider = due.provider AND f.key = due.key
        RETURNING {KeptFact.Columns}
        """;

    private const string EndSql = """
        UPDATE payment_fact f SET state = n.state, reason = n.reason, attempt = f.attempt + 1,
            confirmed = f.confirmed OR n.confirmed,
            due_at = clock_timestamp() + least(interval '15 minutes', interval '1 second' * 2 ^ least(f.attempt, 10)),
            ended_at = CASE WHEN n.state = 'received' THEN NULL ELSE clock_timestamp() END
        FROM unnest($1, $2, $3, $4, $5) AS n (provider, key, state, reason, confirmed)
        WHERE f.provider = n.provider AND f.key = n.key AND f.state = 'received'
        """;

    private const string PartsSql = """
        INSERT INTO payment_fact_part (provider, key, position, contract, amount, write)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
        """;

    private const string PaidPartsSql = """
        SELECT p.contract, p.amount, p.write FROM payment_fact f
        JOIN payment_fact_part p ON p.provider = f.provider AND p.key = f.key
        WHERE f.provider = $1 AND f.charge = $2 AND f.kind = 'paid' AND f.state = 'applied' ORDER BY f.id, p.position
        """;

    public static async Task<List<KeptFact>> LockAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(string Provider, string Key)> facts,
        CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(PaymentSql.PlanOnce),
                new NpgsqlBatchCommand(LockSql)
                    .With([.. facts.Select(one => one.Provider)], NpgsqlDbType.Text)
                    .With([.. facts.Select(one => one.Key)], NpgsqlDbType.Text),
            },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await ReadAsync(reader, cancellation);
    }

    /// <summary>What is due, and nobody else's for a while.</summary>
    public static async Task<List<KeptFact>> DueAsync(
        Database database, int limit, TimeSpan lease, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(DueSql);
        command.AddValue(limit);
        command.AddValue(lease);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await ReadAsync(reader, cancellation);
    }

    /// <summary>The parts of what was paid under a charge of the provider.</summary>
    public static async Task<List<FactPart>> PaidAsync(
        NpgsqlConnection connection, string provider, string charge, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaidPartsSql, connection);
        command.AddValue(provider);
        command.AddValue(charge);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<FactPart> parts = [];
        while (await reader.ReadAsync(cancellation))
        {
            parts.Add(new FactPart(
                new ContractNumber(reader.GetInt32(0)), new Money(reader.GetInt64(1)), reader.GetString(2)));
        }

        return parts;
    }

    public static async Task EndAsync(
        NpgsqlConnection connection, IReadOnlyList<(KeptFact Fact, FactOutcome Outcome)> ended, bool confirmed,
        CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(EndSql)
                    .With([.. ended.Select(one => one.Fact.Fact.Provider)], NpgsqlDbType.Text)
                    .With([.. ended.Select(one => one.Fact.Fact.Key)], NpgsqlDbType.Text)
                    .With([.. ended.Select(one => one.Outcome.State)], NpgsqlDbType.Text)
                    .With([.. ended.Select(one => Short(one.Outcome.Reason))], NpgsqlDbType.Text)
                    .With([.. ended.Select(_ => confirmed)], NpgsqlDbType.Boolean),
            },
        };
        var parts =
            (from one in ended
             from part in one.Outcome.Parts.Select((part, at) => (Part: part, At: (short)at))
             select (one.Fact.Fact.Provider, one.Fact.Fact.Key, part.At, part.Part)).ToArray();
        if (parts.Length > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(PartsSql)
                .With(Array.ConvertAll(parts, part => part.Provider), NpgsqlDbType.Text)
                .With(Array.ConvertAll(parts, part => part.Key), NpgsqlDbType.Text)
                .With(Array.ConvertAll(parts, part => part.At), NpgsqlDbType.Smallint)
                .With(Array.ConvertAll(parts, part => part.Part.Contract.Value), NpgsqlDbType.Integer)
                .With(Array.ConvertAll(parts, part => part.Part.Amount.Centavos), NpgsqlDbType.Bigint)
                .With(Array.ConvertAll(parts, part => part.Part.Write), NpgsqlDbType.Text));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<List<KeptFact>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<KeptFact> facts = [];
        while (await reader.ReadAsync(cancellation))
        {
            facts.Add(KeptFact.Read(reader));
        }

        return facts;
    }

    private static string? Short(string? reason) => reason is { Length: > 200 } ? reason[..200] : reason;
}
