using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>A debit that was sent, locked, with its mandate.</summary>
/// <param name="Last">Whether it is the debit's last attempt: an older one changes no state.</param>
/// <param name="Result">paid, failed, reversed; null: not answered.</param>
internal sealed record SentDebit(
    KeptMandate Mandate, long Id, string Reference, int Attempt, bool Last, Money Amount, string State,
    string? Result)
{
    private const string Select = $"""
        SELECT {KeptMandate.Columns}, d.id, d.reference, a.attempt, a.attempt = d.attempt, a.amount::bigint, d.state,
            a.result
        FROM payment_debit_attempt a JOIN payment_debit d ON d.id = a.debit JOIN payment_mandate m ON m.id = d.mandate
        """;

    private const string OfBatchSql = $"""
        {Select} WHERE a.provider = $1 AND a.day = $2 AND a.batch = $3 AND d.reference = ANY ($4)
        ORDER BY d.contract FOR UPDATE OF a, d, m
        """;

    private const string LastSql = $"""
        {Select} WHERE d.reference = $1 AND a.attempt = d.attempt FOR UPDATE OF a, d, m
        """;

    private const string TellSql = """
        UPDATE payment_debit_attempt SET result = $3, code = $4, fee = $5, told_at = clock_timestamp()
        WHERE debit = $1 AND attempt = $2
        """;

    private const string StateSql =
        "UPDATE payment_debit SET state = $2, day = coalesce($3, day) WHERE id = $1";

    public ContractNumber Contract => Mandate.Mandate.Contract;

    /// <summary>Those of one batch, by their references.</summary>
    public static async Task<Dictionary<string, SentDebit>> OfBatchAsync(
        NpgsqlConnection connection, string provider, DateOnly day, int batch, string[] references,
        CancellationToken cancellation)
    {
        await using NpgsqlBatch query = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(OfBatchSql).With(provider).With(day).With(batch)
                    .With(references, NpgsqlDbType.Text),
            },
        };
        await using NpgsqlDataReader reader = await query.ExecuteReaderAsync(cancellation);
        Dictionary<string, SentDebit> debits = [];
        while (await reader.ReadAsync(cancellation))
        {
            SentDebit debit = Read(reader);
            debits.Add(debit.Reference, debit);
        }

        return debits;
    }

    /// <summary>The last attempt of a reference.</summary>
    public static async Task<SentDebit?> LastOfAsync(
        NpgsqlConnection connection, string reference, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(LastSql, connection);
        command.AddValue(reference);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    /// <param name="state">Of the debit; null: it stays.</param>
    /// <param name="day">Of the next attempt; null: it stays.</param>
    public async Task SaveAsync(
        NpgsqlConnection connection, string result, string? code, Money fee, string? state, DateOnly? day,
        CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(TellSql).With(Id).With((short)Attempt).With(result),
            },
        };
        batch.BatchCommands[0].Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)code ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        batch.BatchCommands[0].With(fee.Centavos);
        if (state is not null)
        {
            NpgsqlBatchCommand change = new NpgsqlBatchCommand(StateSql).With(Id).With(state);
            change.Parameters.Add(new NpgsqlParameter
            {
                Value = (object?)day ?? DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.Date,
            });
            batch.BatchCommands.Add(change);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static SentDebit Read(NpgsqlDataReader row)
    {
        const int At = KeptMandate.ColumnCount;
        return new SentDebit(
            KeptMandate.Read(row), row.GetInt64(At), row.GetString(At + 1), row.GetInt16(At + 2),
            row.GetBoolean(At + 3), new Money(row.GetInt64(At + 4)), row.GetString(At + 5),
            row.IsDBNull(At + 6) ? null : row.GetString(At + 6));
    }
}
