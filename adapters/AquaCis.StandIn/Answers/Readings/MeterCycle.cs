using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>The readings of one billing period, newest first.</summary>
/// <param name="Year">Null for an opening reading, which belongs to no period.</param>
/// <param name="ReadAt">When the last of them was taken, as a text field says it; sorts by time.</param>
internal sealed record MeterCycle(short? Year, byte? Period, string ReadAt, IReadOnlyList<CycleReading> Readings)
{
    public bool Estimated => Readings.Any(reading => reading.Estimated);

    /// <summary>Cubic metres; a replaced meter's parts are added.</summary>
    public long Consumption => Readings.Sum(reading => reading.Consumption);

    public string? PeriodText => Period is { } month ? LegacyCalendar.Period(month) : null;

    /// <param name="readings">Newest first, as the books give them.</param>
    public static IEnumerable<MeterCycle> Of(IEnumerable<Reading> readings) => readings
        .GroupBy(reading => (reading.Year, reading.Period))
        .Select(cycle => new MeterCycle(
            cycle.Key.Year, cycle.Key.Period, LegacyCalendar.Text(cycle.First().At),
            [.. cycle.Select(CycleReading.Of)]));

    public static MeterCycle Of(SelfReading reading) => new(
        (short)reading.Day.Year, (byte)reading.Day.Month, LegacyCalendar.Text(reading.Day)!,
        [CycleReading.Of(reading)]);
}
