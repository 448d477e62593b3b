using Npgsql;
using Strangler.Core.Valves;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Valves;

/// <summary>Questions about valves.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ValveList(Database database)
{
    /// <summary>Rows of one question.</summary>
    public const int MostListed = 1_000;

    private const string ListSql = """
        SELECT d.device, d.contract::integer, d.desired, d.desired_litres, d.reported, d.reported_litres, d.reported_at,
            d.reported_by,
            (SELECT c.state FROM valve_command c WHERE c.device = d.device
                AND c.state IN ('ordered', 'approved', 'sent', 'unknown') ORDER BY c.number DESC LIMIT 1)
        FROM valve_device d
        WHERE ($1::varchar IS NULL OR d.device = $1) AND (NOT $2 OR d.desired IS NOT NULL
            AND (d.desired, d.desired_litres) IS DISTINCT FROM (d.reported, d.reported_litres))
        ORDER BY d.device LIMIT $3
        """;

    private const string PendingSql = """
        SELECT id, position, litres, devices, reason, ordered_by, ordered_at FROM valve_order
        WHERE state = 'pending' ORDER BY ordered_at LIMIT $1
        """;

    private const string CommandsSql = $"""
        SELECT {ValveRows.Columns} FROM valve_command c WHERE c.device = $1 ORDER BY c.number DESC LIMIT $2
        """;

    private const string StepsSql = """
        SELECT at, who, outcome FROM audit WHERE act = $1 ORDER BY id LIMIT $2
        """;

    /// <param name="drifted">Only those that are not where they should be.</param>
    public Task<IReadOnlyList<ValveStanding>> ListAsync(
        string? device, bool drifted, int most, CancellationToken cancellation) => ReadAsync(
        ListSql,
        row => new ValveStanding(
            row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : ValveRows.Setting(row, 2),
            row.IsDBNull(4) ? null : ValveRows.Setting(row, 4),
            row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6), row.Text(7), row.Text(8)),
        cancellation, device, drifted, Limit(most));

    /// <summary>Orders that wait for another person.</summary>
    public Task<IReadOnlyList<PendingOrder>> PendingAsync(int most, CancellationToken cancellation) => ReadAsync(
        PendingSql,
        row => new PendingOrder(
            row.GetGuid(0), ValveRows.Setting(row, 1), row.GetInt32(3), row.GetString(4), row.GetString(5),
            row.GetFieldValue<DateTimeOffset>(6)),
        cancellation, Limit(most));

    /// <summary>A valve's commands, the newest first.</summary>
    public Task<IReadOnlyList<ValveCommand>> CommandsAsync(string device, int most, CancellationToken cancellation) =>
        ReadAsync(CommandsSql, ValveRows.Read, cancellation, device, Limit(most));

    /// <summary>What the audit tells of a command, the oldest first.</summary>
    public Task<IReadOnlyList<(DateTimeOffset At, string Who, string What)>> StepsAsync(
        Guid command, CancellationToken cancellation) => ReadAsync(
        StepsSql, row => (row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetString(2)), cancellation,
        command, MostListed);

    private static int Limit(int most) => Math.Clamp(most, 1, MostListed);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object?[] values)
    {
        await using NpgsqlCommand command = database.Command(sql).With(values);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<T> found = [];
        while (await row.ReadAsync(cancellation))
        {
            found.Add(read(row));
        }

        return found;
    }
}
