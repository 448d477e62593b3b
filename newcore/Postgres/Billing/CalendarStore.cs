using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>The calendars of billing groups, and the cycles made from them.</summary>
public sealed class CalendarStore(Database database)
{
    private const string SetSql = """
        INSERT INTO billing_calendar AS c (
            service_area, zone, kind, first_day, issue_after_days, due_after_days, anchor, custom_days, who)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (service_area, zone) DO UPDATE SET kind = EXCLUDED.kind, first_day = EXCLUDED.first_day,
            issue_after_days = EXCLUDED.issue_after_days, due_after_days = EXCLUDED.due_after_days,
            anchor = EXCLUDED.anchor, custom_days = EXCLUDED.custom_days, who = EXCLUDED.who, changed_at = now()
        """;

    /// <summary>For cycles that are planned from now on; one that was billed keeps its days.</summary>
    /// <exception cref="ArgumentException">The calendar has <see cref="BillingCalendar.Problems"/>.</exception>
    public async Task SetAsync(
        BillingGroup group, BillingCalendar calendar, string who, CancellationToken cancellation)
    {
        if (calendar.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(calendar));
        }

        bool custom = calendar.Kind == CycleKind.Custom;
        await using NpgsqlCommand command = database.Command(SetSql);
        command.AddValue(group.ServiceArea);
        command.AddValue(group.Zone);
        command.AddValue(Text(calendar.Kind));
        command.AddValue((short)calendar.FirstDay);
        command.AddValue((short)calendar.IssueAfterDays);
        command.AddValue((short)calendar.DueAfterDays);
        command.AddValue<DateOnly?>(custom ? calendar.Anchor : null);
        command.AddValue<short?>(custom ? (short)calendar.CustomDays : null);
        command.AddValue(who);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>By group and cycle.</summary>
    public async Task<IReadOnlyList<GroupCycle>> CyclesAsync(BillingGroup? group, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await CycleRows.ReadAsync(connection, null, group, cancellation);
    }

    internal static string Text(CycleKind kind) => kind switch
    {
        CycleKind.Monthly => "monthly",
        CycleKind.Bimonthly => "bimonthly",
        CycleKind.Quarterly => "quarterly",
        _ => "custom",
    };

    /// <summary>Kind, first day, days to issue and to pay, anchor, days of a custom cycle.</summary>
    internal static BillingCalendar Read(NpgsqlDataReader reader, int at) => new(
        Enum.Parse<CycleKind>(reader.GetString(at), ignoreCase: true), reader.GetInt16(at + 1),
        reader.GetInt16(at + 2), reader.GetInt16(at + 3))
    {
        Anchor = reader.IsDBNull(at + 4) ? default : reader.GetFieldValue<DateOnly>(at + 4),
        CustomDays = reader.IsDBNull(at + 5) ? 0 : reader.GetInt16(at + 5),
    };
}
