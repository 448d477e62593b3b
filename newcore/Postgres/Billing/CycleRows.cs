using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>Cycles of groups as rows of billing_cycle.</summary>
internal static class CycleRows
{
    private const string GroupsSql = """
        SELECT g.service_area, g.zone, c.kind, c.first_day, c.issue_after_days, c.due_after_days, c.anchor, c.custom_days
        FROM (SELECT DISTINCT service_area, zone FROM legacy_contract
              WHERE $1 = '' OR service_area || '/' || zone = $1) g
        LEFT JOIN billing_calendar c USING (service_area, zone)
        """;

    /// <summary>A cycle that was not billed yet follows its calendar.</summary>
    private const string SaveSql = """
        INSERT INTO billing_cycle AS c (
            service_area, zone, kind, from_day, to_day, issued, due, year, period, status)
        SELECT w.*, $8, $9, 'ACTIVE' FROM unnest($1, $2, $3, $4, $5, $6, $7) AS w
        ON CONFLICT (service_area, zone, year, period) DO UPDATE SET kind = EXCLUDED.kind,
            from_day = EXCLUDED.from_day, to_day = EXCLUDED.to_day, issued = EXCLUDED.issued, due = EXCLUDED.due
        WHERE c.status = 'ACTIVE'
        """;

    /// <summary>The other cycles of groups that have days in common with this one.</summary>
    private const string OverlapSql = """
        SELECT a.service_area || '/' || a.zone, b.year, b.period, b.from_day, b.to_day
        FROM billing_cycle a JOIN billing_cycle b ON b.service_area = a.service_area AND b.zone = a.zone
            AND (b.year, b.period) <> (a.year, a.period) AND b.from_day <= a.to_day AND b.to_day >= a.from_day
        WHERE a.year = $1 AND a.period = $2 AND ($3 = '' OR a.service_area || '/' || a.zone = $3)
        ORDER BY 1, 2, 3 LIMIT 1
        """;

    private const string ReadSql = """
        SELECT b.service_area, b.zone, b.year, b.period, b.kind, b.from_day, b.to_day, b.issued, b.due, b.status,
            c.kind IS NOT NULL
        FROM billing_cycle b LEFT JOIN billing_calendar c USING (service_area, zone)
        WHERE ($1 = 0 OR (b.year = $1 AND b.period = $2)) AND ($3 = '' OR b.service_area || '/' || b.zone = $3)
        ORDER BY b.service_area, b.zone, b.year, b.period
        """;

    /// <returns>What is wrong; null where the cycles of the run's groups are there.</returns>
    public static async Task<string?> PlanAsync(
        NpgsqlConnection connection, NewBillingRun wanted, CancellationToken cancellation)
    {
        string scope = wanted.Group?.ToString() ?? "";
        List<(BillingGroup Group, BillingCalendar Calendar)> groups = await GroupsAsync(connection, scope, cancellation);
        if (groups.Count == 0)
        {
            return wanted.Group is { } unknown
                ? $"Billing group {unknown} has no contracts."
                : "There are no contracts: import an extract first.";
        }

        (BillingGroup Group, CycleKind Kind, CycleDates Dates)[] due =
        [
            .. from one in groups
               let dates = one.Calendar.Of(wanted.Cycle)
               where dates is not null
               select (one.Group, one.Calendar.Kind, dates.Value),
        ];
        if (due.Length == 0)
        {
            return $"{wanted.Cycle.Year} has no cycle {wanted.Cycle.Period} in the calendar of "
                + $"{(wanted.Group is { } group ? $"billing group {group}" : "any billing group")}.";
        }

        await SaveAsync(connection, wanted.Cycle, due, cancellation);
        return await OverlapAsync(connection, wanted.Cycle, scope, cancellation);
    }

    public static async Task<List<GroupCycle>> ReadAsync(
        NpgsqlConnection connection, BillingCycle? cycle, BillingGroup? group, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(ReadSql, connection);
        command.AddValue(cycle?.Year ?? (short)0);
        command.AddValue((short)(cycle?.Period ?? 0));
        command.AddValue(group?.ToString() ?? "");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<GroupCycle> cycles = [];
        while (await reader.ReadAsync(cancellation))
        {
            cycles.Add(new GroupCycle(
                new BillingGroup(reader.GetInt16(0), reader.GetString(1)),
                new BillingCycle(reader.GetInt16(2), (byte)reader.GetInt16(3)),
                Enum.Parse<CycleKind>(reader.GetString(4), ignoreCase: true),
                new CycleDates(
                    reader.GetFieldValue<DateOnly>(5), reader.GetFieldValue<DateOnly>(6),
                    reader.GetFieldValue<DateOnly>(7), reader.GetFieldValue<DateOnly>(8)),
                Enum.Parse<CycleStatus>(reader.GetString(9), ignoreCase: true), reader.GetBoolean(10)));
        }

        return cycles;
    }

    private static async Task<List<(BillingGroup Group, BillingCalendar Calendar)>> GroupsAsync(
        NpgsqlConnection connection, string scope, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(GroupsSql, connection);
        command.AddValue(scope);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<(BillingGroup, BillingCalendar)> groups = [];
        while (await reader.ReadAsync(cancellation))
        {
            groups.Add((
                new BillingGroup(reader.GetInt16(0), reader.GetString(1)),
                reader.IsDBNull(2) ? BillingCalendar.Usual : CalendarStore.Read(reader, 2)));
        }

        return groups;
    }

    private static async Task SaveAsync(
        NpgsqlConnection connection, BillingCycle cycle,
        (BillingGroup Group, CycleKind Kind, CycleDates Dates)[] due, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(SaveSql, connection);
        Add(command, NpgsqlDbType.Smallint, due.Select(one => one.Group.ServiceArea));
        Add(command, NpgsqlDbType.Varchar, due.Select(one => one.Group.Zone));
        Add(command, NpgsqlDbType.Varchar, due.Select(one => CalendarStore.Text(one.Kind)));
        Add(command, NpgsqlDbType.Date, due.Select(one => one.Dates.From));
        Add(command, NpgsqlDbType.Date, due.Select(one => one.Dates.To));
        Add(command, NpgsqlDbType.Date, due.Select(one => one.Dates.Issued));
        Add(command, NpgsqlDbType.Date, due.Select(one => one.Dates.Due));
        command.AddValue(cycle.Year);
        command.AddValue((short)cycle.Period);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<string?> OverlapAsync(
        NpgsqlConnection connection, BillingCycle cycle, string scope, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(OverlapSql, connection);
        command.AddValue(cycle.Year);
        command.AddValue((short)cycle.Period);
        command.AddValue(scope);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? $"Billing group {reader.GetString(0)}: the cycle has days in common with "
                + $"{reader.GetInt16(1)}-{reader.GetInt16(2):D2} ({reader.GetFieldValue<DateOnly>(3):yyyy-MM-dd} to "
                + $"{reader.GetFieldValue<DateOnly>(4):yyyy-MM-dd}). Correct its calendar."
            : null;
    }

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IEnumerable<T> values) =>
        command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });
}
