using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Postgres.Billing;

namespace Strangler.Postgres.Metering;

/// <summary>The cycle that a billing group is in on a day. Read again every few minutes.</summary>
public sealed class GroupCalendars(Database database, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private const string Sql = """
        SELECT z.service_area, z.id, f.periods, c.kind, c.first_day, c.issue_after_days, c.due_after_days, c.anchor,
            c.custom_days
        FROM legacy_zone z JOIN legacy_frequency f ON f.id = z.frequency
        LEFT JOIN billing_calendar c ON c.service_area = z.service_area AND c.zone = z.id
        """;

    private Dictionary<BillingGroup, BillingCalendar> _calendars = [];
    private Dictionary<(BillingGroup Group, DateOnly Day), CycleDays?> _found = [];
    private DateTimeOffset _until;

    /// <summary>Before <see cref="Of"/>; one caller at a time.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellation)
    {
        if (time.GetUtcNow() < _until)
        {
            return;
        }

        Dictionary<BillingGroup, BillingCalendar> calendars = [];
        await using NpgsqlCommand command = database.Command(Sql);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if ((reader.IsDBNull(3) ? Usual(reader.GetInt16(2)) : CalendarStore.Read(reader, 3)) is { } calendar)
            {
                calendars[new BillingGroup(reader.GetInt16(0), reader.GetString(1))] = calendar;
            }
        }

        (_calendars, _found, _until) = (calendars, [], time.GetUtcNow() + Fresh);
    }

    /// <returns>Null where the group has no cycle then.</returns>
    public CycleDays? Of(BillingGroup group, DateOnly day)
    {
        if (!_found.TryGetValue((group, day), out CycleDays? found))
        {
            found = _calendars.TryGetValue(group, out BillingCalendar? calendar)
                ? CycleFinder.Of(calendar, day) : null;
            _found[(group, day)] = found;
        }

        return found;
    }

    private static BillingCalendar? Usual(short periodsOfYear) => periodsOfYear switch
    {
        12 => BillingCalendar.Usual,
        6 => BillingCalendar.Usual with { Kind = CycleKind.Bimonthly },
        4 => BillingCalendar.Usual with { Kind = CycleKind.Quarterly },
        _ => null,
    };
}
