using System.Data;
using Npgsql;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Cutover;

/// <summary>Where groups stand, and the setting of a copy of the database.</summary>
public sealed class CutoverStandings(Database database)
{
    private const string ListSql = """
        SELECT c.service_area, c.zone, c.contracts, g.state, g.attempt,
            g.import_version IS DISTINCT FROM (SELECT version FROM import_state)
        FROM (SELECT service_area, zone, count(*)::integer AS contracts FROM legacy_contract
              GROUP BY service_area, zone) c
        LEFT JOIN cutover_group g USING (service_area, zone)
        ORDER BY c.service_area, c.zone
        """;

    private const string StepsSql = """
        SELECT service_area, zone, state, who, why, changed_at FROM cutover_history
        ORDER BY service_area, zone, position
        """;

    /// <summary>Where a group is cut over this is no copy; where a dry run has posted it stays one.</summary>
    private const string DryRunSql = """
        UPDATE cutover_setting SET dry_run = $1, who = $2, changed_at = now()
        WHERE dry_run = $1 OR NOT CASE WHEN $1 THEN EXISTS (SELECT 1 FROM cutover_group WHERE state = 'cut-over')
            ELSE EXISTS (SELECT 1 FROM billing_run WHERE id > 0 AND state IN ('posting', 'posted')) END
        """;

    /// <summary>All groups that have contracts.</summary>
    public async Task<IReadOnlyList<GroupStanding>> ListAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        ILookup<BillingGroup, CutoverStep> steps = await StepsAsync(connection, cancellation);
        await using NpgsqlCommand command = new(ListSql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<GroupStanding> standings = [];
        while (await reader.ReadAsync(cancellation))
        {
            BillingGroup group = new(reader.GetInt16(0), reader.GetString(1));
            standings.Add(reader.IsDBNull(3)
                ? new GroupStanding(group, null, 0, false, reader.GetInt32(2), [])
                : new GroupStanding(
                    group, CutoverRows.Read(reader.GetString(3)), reader.GetInt32(4), reader.GetBoolean(5),
                    reader.GetInt32(2), [.. steps[group]]));
        }

        return standings;
    }

    /// <summary>Compares and changes nothing.</summary>
    public async Task<CutoverReport> CompareAsync(BillingGroup group, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction moment =
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        return await CutoverComparison.CompareAsync(connection, group, cancellation);
    }

    /// <summary>A dry run posts bills of groups that are not reconciled: on a copy of the database.</summary>
    /// <returns>
    /// False: a group is cut over, so this is no copy; or bills were posted by a dry run, so it stays one.
    /// </returns>
    public async Task<bool> SetDryRunAsync(bool dryRun, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlCommand command = new(DryRunSql, connection);
        command.AddValue(dryRun);
        command.AddValue(who);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    public async Task<bool> IsDryRunAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlCommand command = new("SELECT dry_run FROM cutover_setting", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<ILookup<BillingGroup, CutoverStep>> StepsAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(StepsSql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<(BillingGroup Group, CutoverStep Step)> steps = [];
        while (await reader.ReadAsync(cancellation))
        {
            steps.Add((
                new BillingGroup(reader.GetInt16(0), reader.GetString(1)),
                new CutoverStep(
                    CutoverRows.Read(reader.GetString(2)), reader.GetString(3), reader.GetString(4),
                    reader.GetFieldValue<DateTimeOffset>(5))));
        }

        return steps.ToLookup(one => one.Group, one => one.Step);
    }
}
