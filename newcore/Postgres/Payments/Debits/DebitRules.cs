using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Mandates;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>The rules of direct debit, one row for the whole installation.</summary>
public static class DebitRules
{
    private const string ReadSql = """
        SELECT notice_days, retry_days, most_attempts, most_failures, closed_codes, no_funds_codes, fee
        FROM payment_debit_rules
        """;

    private const string WriteSql = """
        UPDATE payment_debit_rules SET notice_days = $1, retry_days = $2, most_attempts = $3, most_failures = $4,
            closed_codes = $5, no_funds_codes = $6, fee = $7, who = $8, changed_at = clock_timestamp()
        """;

    public static async Task<MandateRules> ReadAsync(Database database, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await ReadAsync(connection, cancellation);
    }

    /// <exception cref="NpgsqlException">A number is beyond what the table allows, too.</exception>
    public static async Task WriteAsync(
        Database database, MandateRules rules, string who, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(WriteSql);
        command.AddValue((short)rules.NoticeDays);
        command.AddValue((short)rules.RetryDays);
        command.AddValue((short)rules.MostAttempts);
        command.AddValue((short)rules.MostFailures);
        command.AddValue(rules.ClosedCodes.Order(StringComparer.Ordinal).ToArray());
        command.AddValue(rules.NoFundsCodes.Order(StringComparer.Ordinal).ToArray());
        command.AddValue(rules.Fee.Centavos);
        command.AddValue(who);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static async Task<MandateRules> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(ReadSql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new MandateRules(
                reader.GetInt16(0), reader.GetInt16(1), reader.GetInt16(2), reader.GetInt16(3),
                reader.GetFieldValue<string[]>(4).ToHashSet(), reader.GetFieldValue<string[]>(5).ToHashSet(),
                new Money(reader.GetInt64(6)))
            : throw new InvalidOperationException("The rules of direct debit are missing.");
    }
}
