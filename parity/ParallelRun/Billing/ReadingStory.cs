using Strangler.Core.Billing;
using Strangler.Core.Readings;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Billing;

/// <summary>What somebody may have made of a period's readings other than what they say.</summary>
internal sealed record ReadingStory(bool ClockPassed, IReadOnlyList<(long Quantity, string Words)> Quantities)
{
    public static ReadingStory Of(LoadedBill loaded)
    {
        List<MeterReading> readings = loaded.Input.Readings;
        List<(long, string)> others = [];
        bool passed = false;
        long recorded = 0, plain = 0;
        for (int at = loaded.FirstOfPeriod; at < readings.Count; at++)
        {
            MeterReading reading = readings[at];
            recorded += reading.Consumption ?? 0;
            if (reading.Consumption is { } own)
            {
                others.Add((own, "one reading's own consumption"));
            }

            int before = readings.FindLastIndex(at - 1, at, earlier => earlier.Meter == reading.Meter);
            if (before >= 0 && reading.Kind != ReadingKind.Initial)
            {
                long difference = reading.Dials - readings[before].Dials;
                passed |= difference < 0;
                plain += difference;
                others.Add((Math.Abs(difference), "one reading less the one before"));
            }

            others.Add((reading.Dials, "the reading itself"));
        }

        foreach (MeterReading earlier in readings.Take(loaded.FirstOfPeriod))
        {
            others.Add((earlier.Consumption ?? 0, "the consumption of the reading before"));
        }

        others.Insert(0, (recorded, "what legacy recorded with the readings"));
        others.Insert(1, (Math.Abs(plain), "the readings' difference without turning the dials over"));
        return new ReadingStory(passed, [.. others.DistinctBy(other => other.Item1)]);
    }
}
