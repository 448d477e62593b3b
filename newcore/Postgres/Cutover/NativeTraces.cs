using Npgsql;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

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

    /// <summary>The most specific route of an operation decides (docs/adr/0010).</summary>
    private const string RouteSql = """
        SELECT wanted.operation FROM unnest($3::text[], $4::text[]) AS wanted (service, operation)
        CROSS JOIN LATERAL (
            SELECT r.mode FROM route r
            WHERE r.service IN ('', wanted.service) AND r.operation IN ('', wanted.operation)
                AND r.billing_group IN ('', $1::integer || '/' || $2)
            ORDER BY r.billing_group <> '' DESC, r.operation <> '' DESC, r.service <> '' DESC LIMIT 1) route
        WHERE route.mode IN ('native', 'native-shadow') LIMIT 1
        """;

    /// <param name="moving">Service and name of the operations that move money natively.</param>
    /// <returns>Null where there is none.</returns>
    public static async Task<string?> FindAsync(
        NpgsqlConnection connection, BillingGroup group, IReadOnlyList<(string Service, string Operation)> moving,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand route = CutoverRows.Command(connection, RouteSql, group);
        route.AddValue(moving.Select(one => one.Service).ToArray());
        route.AddValue(moving.Select(one => one.Operation).ToArray());
        if (await route.ExecuteScalarAsync(cancellation) is string operation)
        {
            return $"{operation} is native for it. Route it to legacy first.";
        }

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
