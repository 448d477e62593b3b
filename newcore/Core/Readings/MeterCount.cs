namespace Strangler.Core.Readings;

/// <summary>What one meter has counted so far in a period.</summary>
internal struct MeterCount(in Meter meter)
{
    private static readonly long[] PowersOfTen =
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    private bool _baseEstimated;

    public Meter Meter { get; } = meter;

    /// <summary>Where the dials turn to zero.</summary>
    public long Range { get; } = PowersOfTen[Math.Min(meter.Dials, (byte)9)];

    public long Base { get; private set; }

    public long Quantity { get; private set; }

    /// <summary>Readings in the period.</summary>
    public int Counted { get; private set; }

    public bool Opened { get; private set; }

    /// <summary>Its last reading has been taken.</summary>
    public bool Closed { get; private set; }

    /// <summary>The last reading is an estimate.</summary>
    public bool Estimated { get; private set; }

    /// <summary>A reading from which it is counted, not up to which.</summary>
    public void Open(in MeterReading reading, bool inPeriod)
    {
        Take(in reading);
        Counted += inPeriod ? 1 : 0;
    }

    public void Add(in MeterReading reading, long difference)
    {
        Quantity += difference;
        Counted++;
        Take(in reading);
        Estimated = reading.Kind == ReadingKind.Estimated;
    }

    /// <summary>Since the reading before, modulo the dials; with what is remarkable about it.</summary>
    public readonly long Difference(in MeterReading reading, decimal highestShare, out ReadingFindingCode? remark)
    {
        long difference = reading.Dials - Base;
        long forward = difference < 0 ? difference + Range : difference;
        bool plausible = forward <= Range * highestShare;
        remark = null;
        if (plausible)
        {
            return forward;
        }

        if (_baseEstimated && Range - forward <= Range * highestShare)
        {
            remark = ReadingFindingCode.EstimateTooHigh;
            return forward - Range;
        }

        remark = difference < 0 ? ReadingFindingCode.BelowPrevious : ReadingFindingCode.AbnormalJump;
        return forward;
    }

    private void Take(in MeterReading reading)
    {
        (Base, Opened) = (reading.Dials, true);
        _baseEstimated = reading.Kind == ReadingKind.Estimated;
        Closed = reading.Kind == ReadingKind.Final;
    }
}
