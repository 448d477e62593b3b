using Npgsql;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Cutover;

/// <summary>Where groups stand, as rows.</summary>
internal static class CutoverRows
{
    private const string ReadSql = """
        SELECT g.state, g.attempt, g.import_version IS DISTINCT FROM (SELECT version FROM import_state)
        FROM cutover_group g WHERE g.service_area = $1 AND g.zone = $2
        """;

    private const string SetSql = """
        INSERT INTO cutover_group AS g (service_area, zone, state, attempt, import_version)
        VALUES ($1, $2, $3, 1, (SELECT version FROM import_state))
        ON CONFLICT (service_area, zone) DO UPDATE SET state = EXCLUDED.state,
            attempt = g.attempt + $4, import_version = EXCLUDED.import_version
        RETURNING attempt
        """;

    private const string StepSql = """
        INSERT INTO cutover_history (service_area, zone, position, state, who, why, changed_at)
        SELECT $1, $2, count(*) + 1, $3, $4, $5, $6 FROM cutover_history WHERE service_area = $1 AND zone = $2
        """;

    /// <summary>Locked to the end of the transaction.</summary>
    public static async Task<(CutoverState? State, int Attempt)> LockAsync(
        NpgsqlConnection connection, BillingGroup group, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(connection, ReadSql + " FOR UPDATE OF g", group);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return (null, 0);
        }

        GroupStanding standing = new(
            group, Read(reader.GetString(0)), reader.GetInt32(1), reader.GetBoolean(2), 0, []);
        return (standing.Effective, standing.Attempt);
    }

    /// <returns>The attempt, counted up where opening balances are brought over.</returns>
    public static async Task<int> SetAsync(
        NpgsqlConnection connection, BillingGroup group, CutoverState state, string who, string why,
        DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlCommand set = Command(connection, SetSql, group);
        set.AddValue(Text(state));
        set.AddValue(state == CutoverState.Prepared ? 1 : 0);
        int attempt = (int)(await set.ExecuteScalarAsync(cancellation))!;
        await AddStepAsync(connection, group, state, who, why, now, cancellation);
        return attempt;
    }

    /// <summary>Back from reconciled: what was brought over stays.</summary>
    public static async Task UnreconcileAsync(
        NpgsqlConnection connection, BillingGroup group, string who, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand set = Command(
            connection, "UPDATE cutover_group SET state = 'prepared' WHERE service_area = $1 AND zone = $2", group);
        await set.ExecuteNonQueryAsync(cancellation);
        await AddStepAsync(
            connection, group, CutoverState.Prepared, who, "the balances do not agree any more", now, cancellation);
    }

    public static CutoverState Read(string text) => text switch
    {
        "prepared" => CutoverState.Prepared,
        "reconciled" => CutoverState.Reconciled,
        "cut-over" => CutoverState.CutOver,
        _ => CutoverState.RolledBack,
    };

    public static string Text(CutoverState state) => state switch
    {
        CutoverState.Prepared => "prepared",
        CutoverState.Reconciled => "reconciled",
        CutoverState.CutOver => "cut-over",
        _ => "rolled-back",
    };

    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, BillingGroup group)
    {
        NpgsqlCommand command = new(sql, connection);
        command.AddValue(group.ServiceArea);
        command.AddValue(group.Zone);
        return command;
    }

    private static async Task AddStepAsync(
        NpgsqlConnection connection, BillingGroup group, CutoverState state, string who, string why,
        DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlCommand step = Command(connection, StepSql, group);
        step.AddValue(Text(state));
        step.AddValue(who);
        step.AddValue(why);
        step.AddValue(now);
        await step.ExecuteNonQueryAsync(cancellation);
    }
}
