using Npgsql;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cutover;

/// <summary>What of a group only the native core knows: it would be lost with a roll-back.</summary>
internal static class NativeTraces
{
    private const string PostedSql = """
        SELECT count(DISTINCT e.contract) FROM legacy_contract c JOIN ledger_entry e ON e.contract = c.number
        WHERE c.service_area = $1 AND c.zone = $2 AND e.kind NOT IN ('opening-balance', 'opening-withdrawn')
        """;

    private const string RunsSql = """
        SELECT count(*) FROM billing_run WHERE id > 0 AND NOT simulated AND state IN ('rating', 'rated', 'posting')
            AND billing_group IN ('', $1::integer || '/' || $2)
        """;

    /// <returns>Null where there is none.</returns>
    public static async Task<string?> FindAsync(
        NpgsqlConnection connection, BillingGroup group, CancellationToken cancellation)
    {
        if (await CountAsync(connection, RunsSql, group, cancellation) > 0)
        {
            return "a billing run of it is under way. Cancel it first.";
        }

        long posted = await CountAsync(connection, PostedSql, group, cancellation);
        return posted == 0 ? null
            : $"bills, payments or adjustments of {posted} contracts were posted natively since, and the former system "
                + "does not know them.";
    }

    private static async Task<long> CountAsync(
        NpgsqlConnection connection, string sql, BillingGroup group, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = CutoverRows.Command(connection, sql, group);
        command.CommandTimeout = CutoverDesk.QuerySeconds;
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
