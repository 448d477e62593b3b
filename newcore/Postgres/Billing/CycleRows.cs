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
    /// <summary>
    /// A group without a calendar of its own has the frequency, date of bills and days to pay of the extract, as
    /// <see cref="BillInputLoader"/> has them.
    /// </summary>
    private const string GroupsSql = """
        SELECT g.service_area, g.zone, c.kind, c.first_day, c.issue_after_days, c.due_after_days, c.anchor,
            c.custom_days,
            f.periods, a.days_to_pay,
            (SELECT max(r.issued) FROM legacy_billing_run r WHERE r.service_area = g.service_area AND r.zone = g.zone
                AND r.year = $2 AND r.period = $3 AND NOT r.simulated)
        FROM (SELECT DISTINCT service_area, zone FROM legacy_contract
              WHERE $1 = '' OR service_area || '/' || zone = $1) g
        JOIN legacy_zone z ON z.service_area = g.service_area AND z.id = g.zone
        JOIN legacy_service_area a ON a.id = g.service_area
        JOIN legacy_frequency f ON f.id = z.frequency
        LEFT JOIN billing_calendar c ON c.service_area = g.service_area AND c.zone = g.zone
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
        List<(BillingGroup Group, CycleKind Kind, CycleDates? Dates)> groups =
            await GroupsAsync(connection, wanted.Cycle, scope, cancellation);
        if (groups.Count == 0)
        {
            return wanted.Group is { } unknown
                ? $"Billing group {unknown} has no contracts."
                : "There are no contracts: import an extract first.";
        }

        (BillingGroup Group, CycleKind Kind, CycleDates Dates)[] due =
            [.. groups.Where(one => one.Dates is not null).Select(one => (one.Group, one.Kind, one.Dates!.Value))];
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

    private static async Task<List<(BillingGroup Group, CycleKind Kind, CycleDates? Dates)>> GroupsAsync(
        NpgsqlConnection connection, BillingCycle cycle, string scope, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(GroupsSql, connection);
        command.AddValue(scope);
        command.AddValue(cycle.Year);
        command.AddValue((short)cycle.Period);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<(BillingGroup, CycleKind, CycleDates?)> groups = [];
        while (await reader.ReadAsync(cancellation))
        {
            BillingGroup group = new(reader.GetInt16(0), reader.GetString(1));
            if (!reader.IsDBNull(2))
            {
                BillingCalendar calendar = CalendarStore.Read(reader, 2);
                groups.Add((group, calendar.Kind, calendar.Of(cycle)));
            }
            else
            {
                groups.Add((group, KindOf(reader.GetInt16(8)), UsualDates(reader, cycle)));
            }
        }

        return groups;
    }

    private static CycleDates? UsualDates(NpgsqlDataReader reader, BillingCycle cycle)
    {
        if (BillPeriods.Of(cycle, reader.GetInt16(8)) is not { } days)
        {
            return null;
        }

        DateOnly issued =
            reader.IsDBNull(10) ? BillPeriods.UsualIssue(days.End) : reader.GetFieldValue<DateOnly>(10);
        return new CycleDates(days.Start, days.End, issued, issued.AddDays(reader.GetInt16(9)));
    }

    private static CycleKind KindOf(short periodsOfYear) => periodsOfYear switch
    {
        12 => CycleKind.Monthly,
        6 => CycleKind.Bimonthly,
        4 => CycleKind.Quarterly,
        _ => CycleKind.Custom,
    };

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
