using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>A range of days asked for, both ends included; an end that is missing or unreadable is open.</summary>
internal sealed record DateRange(DateOnly? From, DateOnly? Until)
{
    public static DateRange In(WireRecord body, string from = "fechaInicio", string until = "fechaFin") =>
        new(LegacyCalendar.Read(body.Text(from)), LegacyCalendar.Read(body.Text(until)));

    public bool Contains(DateOnly day) => (From is null || day >= From) && (Until is null || day <= Until);
}
