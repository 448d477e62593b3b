using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Readings;

/// <summary>The readings of one billing period, newest first.</summary>
/// <param name="Year">Null, as is the period, for opening readings, which belong to none.</param>
internal sealed record ReadingCycle(short? Year, short? Period, IReadOnlyList<ShownReading> Readings)
{
    /// <summary>When the last of them was taken; sorts by time.</summary>
    public string ReadAt => Readings[0].At;

    public bool Estimated => Readings.Any(reading => reading.Estimated);

    /// <summary>Cubic metres; a replaced meter's parts are added.</summary>
    public long Consumption => Readings.Sum(reading => (long)reading.Consumption);

    public string? PeriodText => Period is { } period ? WireDay.Period(period) : null;

    /// <param name="readings">Newest first.</param>
    public static IEnumerable<ReadingCycle> Of(IEnumerable<KnownReading> readings) => readings
        .GroupBy(reading => (reading.Year, reading.Period))
        .Select(cycle => new ReadingCycle(
            cycle.Key.Year, cycle.Key.Period, [.. cycle.Select(ShownReading.Of)]));

    /// <summary>A customer's own counts to the month in which it was read.</summary>
    public static ReadingCycle Of(SelfReading reading) =>
        new((short)reading.Day.Year, (short)reading.Day.Month, [ShownReading.Of(reading)]);
}
