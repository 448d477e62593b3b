using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>Table billing_exception: what was put aside, by whom it was met.</summary>
public sealed class BillingExceptionStore(Database database)
{
    /// <summary>Rows one listing reads at most.</summary>
    public const int Limit = 10_000;

    private const int LongestDetail = 500;

    /// <summary>
    /// Puts the exceptions of a range of contracts in place of those that the same work met there before, within the
    /// caller's transaction where the connection has one.
    /// </summary>
    /// <param name="source">parallel-run, billing-run.</param>
    public static async Task ReplaceAsync(
        NpgsqlConnection connection, string source, BillScope scope, ContractRange range,
        IReadOnlyCollection<BillingException> found, DateTimeOffset now, CancellationToken cancellation)
    {
        await using (NpgsqlCommand delete = new(
            """
            DELETE FROM billing_exception
            WHERE source = $1 AND year = $2 AND period = $3 AND contract BETWEEN $4 AND $5
                AND ($6 = '' OR service_area || '/' || zone = $6)
            """, connection))
        {
            Add(delete, source, scope.Cycle.Year, (short)scope.Cycle.Period, range.First, range.Last,
                scope.Group?.ToString() ?? "");
            await delete.ExecuteNonQueryAsync(cancellation);
        }

        if (found.Count == 0)
        {
            return;
        }

        await using NpgsqlCommand insert = new(
            """
            INSERT INTO billing_exception
                (contract, service_area, zone, reason, detail, year, period, source, found_at)
            SELECT rows.*, $6, $7, $8, $9 FROM unnest($1, $2, $3, $4, $5) AS rows
            ON CONFLICT DO NOTHING
            """, connection);
        Add(insert,
            found.Select(row => row.Contract.Value).ToArray(), found.Select(row => row.Group.ServiceArea).ToArray(),
            found.Select(row => row.Group.Zone).ToArray(), found.Select(row => row.Reason).ToArray(),
            found.Select(row => Cut(row.Detail)).ToArray(), scope.Cycle.Year, (short)scope.Cycle.Period, source,
            now.ToUniversalTime());
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>By contract; null means any.</summary>
    public async Task<IReadOnlyList<StoredBillingException>> ListAsync(
        BillingGroup? group, BillingCycle? cycle, string? source, string? reason, int limit,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            """
            SELECT contract, service_area, zone, year, period, reason, detail, source, found_at
            FROM billing_exception
            WHERE ($1 = '' OR service_area || '/' || zone = $1) AND ($2 = 0 OR (year = $2 AND period = $3))
                AND ($4 = '' OR source = $4) AND ($5 = '' OR reason = $5)
            ORDER BY year DESC, period DESC, contract, source, reason LIMIT $6
            """);
        Add(command, group?.ToString() ?? "", cycle?.Year ?? 0, (short)(cycle?.Period ?? 0), source ?? "",
            reason ?? "", Math.Min(limit, Limit));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<StoredBillingException> found = [];
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new StoredBillingException(
                new BillingException(
                    new ContractNumber(reader.GetInt32(0)),
                    new BillingGroup(reader.GetInt16(1), reader.GetString(2)),
                    new BillingCycle(reader.GetInt16(3), (byte)reader.GetInt16(4)), reader.GetString(5),
                    reader.GetString(6)),
                reader.GetString(7), reader.GetFieldValue<DateTimeOffset>(8)));
        }

        return found;
    }

    /// <summary>How many there are of each period, source and reason, the newest period first.</summary>
    public async Task<IReadOnlyList<BillingExceptionCount>> CountAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            """
            SELECT year, period, source, reason, count(*) FROM billing_exception
            GROUP BY year, period, source, reason ORDER BY year DESC, period DESC, source, reason
            """);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<BillingExceptionCount> counts = [];
        while (await reader.ReadAsync(cancellation))
        {
            counts.Add(new BillingExceptionCount(
                new BillingCycle(reader.GetInt16(0), (byte)reader.GetInt16(1)), reader.GetString(2),
                reader.GetString(3), reader.GetInt64(4)));
        }

        return counts;
    }

    private static string Cut(string detail) => detail.Length <= LongestDetail ? detail : detail[..LongestDetail];

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (object value in values)
        {
            command.Parameters.Add(value is string text
                ? new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = value });
        }
    }
}
