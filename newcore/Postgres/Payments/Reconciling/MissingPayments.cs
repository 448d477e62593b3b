using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Reconciling;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>
/// Single payments that no statement shows after the settlement window: of the days that a provider's statements cover,
/// and of settlements and bank statements each by itself.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class MissingPayments(Database database)
{
    private const string CoveredSql = """
        SELECT provider, kind, min(day), max(day) FROM payment_statement_line
        WHERE $1::text IS NULL OR provider = $1 GROUP BY 1, 2 ORDER BY 1, 2
        """;

    private const string MissingSql = $"""
        SELECT f.provider, f.key, $2, f.channel, f.day, {FactMoneySql.Amount}, f.charge, f.reference
        FROM payment_fact f
        WHERE f.provider = $1 AND f.day >= $3 AND f.day < $4 AND {FactMoneySql.IsMoney} AND NOT EXISTS (
            SELECT FROM payment_statement_match m WHERE m.provider = f.provider AND m.kind = $2 AND m.key = f.key)
        ORDER BY f.day, f.id LIMIT $5
        """;

    /// <param name="provider">Null: all.</param>
    public async Task<IReadOnlyList<MissingPayment>> ListAsync(
        string? provider, int limit, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        List<MissingPayment> missing = [];
        foreach ((string of, string kind, DateOnly first, DateOnly last) in
            await CoveredAsync(connection, provider, cancellation))
        {
            await using NpgsqlCommand command = new NpgsqlCommand(MissingSql, connection) { CommandTimeout = 300 }
                .With(of, kind, first, SettlementWindow.FirstDay(last), limit - missing.Count);
            await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                missing.Add(new MissingPayment(
                    row.GetString(0), row.GetString(1), FileKind.NameOf(row.GetString(2)), row.GetString(3)[0],
                    row.GetFieldValue<DateOnly>(4), new Money(row.GetInt64(5)), row.Text(6), row.Text(7)));
            }
        }

        return missing;
    }

    private static async Task<List<(string, string, DateOnly, DateOnly)>> CoveredAsync(
        NpgsqlConnection connection, string? provider, CancellationToken cancellation)
    {
        await using NpgsqlCommand command =
            new NpgsqlCommand(CoveredSql, connection) { CommandTimeout = 300 }.With(provider);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<(string, string, DateOnly, DateOnly)> covered = [];
        while (await row.ReadAsync(cancellation))
        {
            covered.Add((
                row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2),
                row.GetFieldValue<DateOnly>(3)));
        }

        return covered;
    }
}
