using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>Table billing_explanation. A removed explanation stays in the history, for reports name it.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ExplanationStore(Database database)
{
    /// <summary>Read at once; the oldest are left out where there are more.</summary>
    public const int Limit = 10_000;

    private const string Select = """
        SELECT id, cause, billing_group, year, period, contract, who, why, added_at, expires_at, removed_at, removed_by
        FROM billing_explanation
        """;

    public async Task<StoredExplanation> AddAsync(
        NewExplanation explanation, DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            """
            INSERT INTO billing_explanation
                (cause, billing_group, year, period, contract, who, why, added_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
            """);
        Add(command, NpgsqlDbType.Text, explanation.Cause ?? "");
        Add(command, NpgsqlDbType.Text, explanation.Group?.ToString() ?? "");
        Add(command, NpgsqlDbType.Smallint, explanation.Cycle?.Year);
        Add(command, NpgsqlDbType.Smallint, (short?)explanation.Cycle?.Period);
        Add(command, NpgsqlDbType.Integer, explanation.Contract?.Value);
        Add(command, NpgsqlDbType.Text, explanation.Who);
        Add(command, NpgsqlDbType.Text, explanation.Why);
        Add(command, NpgsqlDbType.TimestampTz, now.ToUniversalTime());
        Add(command, NpgsqlDbType.TimestampTz, explanation.Expires.ToUniversalTime());
        long id = (long)(await command.ExecuteScalarAsync(cancellation))!;
        return new StoredExplanation(id, explanation, now, null, null);
    }

    /// <summary>False where there is no such one, or it has been removed before.</summary>
    public async Task<bool> RemoveAsync(long id, string who, DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            """
            UPDATE billing_explanation SET removed_at = $2, removed_by = $3 WHERE id = $1 AND removed_at IS NULL
            """);
        Add(command, NpgsqlDbType.Bigint, id);
        Add(command, NpgsqlDbType.TimestampTz, now.ToUniversalTime());
        Add(command, NpgsqlDbType.Text, who);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Those in force at that moment, oldest first: the first that fits is named.</summary>
    public async Task<IReadOnlyList<StoredExplanation>> InForceAsync(
        DateTimeOffset now, CancellationToken cancellation) =>
        [.. (await HistoryAsync(cancellation)).Where(explanation => explanation.IsInForce(now))];

    /// <summary>Expired and removed ones too, oldest first.</summary>
    public async Task<IReadOnlyList<StoredExplanation>> HistoryAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command($"{Select} ORDER BY id DESC LIMIT {Limit}");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<StoredExplanation> found = [];
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(Read(reader));
        }

        found.Reverse();
        return found;
    }

    private static StoredExplanation Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new NewExplanation(
            row.GetString(1) is { Length: > 0 } cause ? cause : null,
            BillingGroup.TryParse(row.GetString(2), out BillingGroup group) ? group : null,
            row.IsDBNull(3) ? null : new BillingCycle(row.GetInt16(3), (byte)row.GetInt16(4)),
            row.IsDBNull(5) ? null : new ContractNumber(row.GetInt32(5)), row.GetString(6), row.GetString(7),
            row.GetFieldValue<DateTimeOffset>(9)),
        row.GetFieldValue<DateTimeOffset>(8), row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10),
        row.IsDBNull(11) ? null : row.GetString(11));

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
}
