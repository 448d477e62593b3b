using Npgsql;
using Strangler.Core.Cutover;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Cutover;

/// <summary>
/// Where native writes begin: asks <see cref="CutoverGate"/> within the transaction that begins them. A reconciled
/// group is cut over by the first.
/// </summary>
internal static class CutoverEntry
{
    /// <summary>Groups whose reasons are told at once.</summary>
    private const int ReasonLimit = 20;

    private const string SettingSql = "SELECT dry_run, clock_timestamp() FROM cutover_setting";

    private const string GroupsSql =
        "SELECT DISTINCT service_area, zone FROM legacy_contract ORDER BY service_area, zone";

    private const string LastSql = """
        SELECT max(r.year * 100 + r.period) FROM legacy_billing_run r
        WHERE r.service_area = $1 AND r.zone = $2 AND NOT r.simulated
        """;

    /// <param name="group">Null: all.</param>
    /// <param name="cycle">The one that is billed; null for other writes.</param>
    /// <returns>Why not; empty where it may be.</returns>
    public static async Task<IReadOnlyList<string>> EnterAsync(
        NpgsqlConnection connection, BillingGroup? group, BillingCycle? cycle, string who, string why,
        CancellationToken cancellation)
    {
        (bool dryRun, DateTimeOffset now) = await ReadSettingAsync(connection, cancellation);
        List<string> reasons = [];
        foreach (BillingGroup one in dryRun ? [] : await GroupsAsync(connection, group, cancellation))
        {
            (CutoverState? state, _) = await CutoverRows.LockAsync(connection, one, cancellation);
            string? reason = cycle is { } billed
                ? CutoverGate.WhyNotBilled(
                    one, state, billed, await LastAsync(connection, one, cancellation), dryRun)
                : CutoverGate.WhyNotNative(one, state);
            if (reason is not null && reasons.Count < ReasonLimit)
            {
                reasons.Add(reason);
            }
            else if (reason is null && state == CutoverState.Reconciled)
            {
                await CutoverRows.SetAsync(
                    connection, one, CutoverState.CutOver, who, why, now, cancellation);
            }
        }

        return reasons;
    }

    private static async Task<(bool DryRun, DateTimeOffset Now)> ReadSettingAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(SettingSql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetBoolean(0), reader.GetFieldValue<DateTimeOffset>(1));
    }

    private static async Task<List<BillingGroup>> GroupsAsync(
        NpgsqlConnection connection, BillingGroup? group, CancellationToken cancellation)
    {
        if (group is { } one)
        {
            return [one];
        }

        await using NpgsqlCommand command = new(GroupsSql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<BillingGroup> groups = [];
        while (await reader.ReadAsync(cancellation))
        {
            groups.Add(new BillingGroup(reader.GetInt16(0), reader.GetString(1)));
        }

        return groups;
    }

    private static async Task<BillingCycle?> LastAsync(
        NpgsqlConnection connection, BillingGroup group, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = CutoverRows.Command(connection, LastSql, group);
        return await command.ExecuteScalarAsync(cancellation) is int last ? CycleNumber.Read(last) : null;
    }
}
