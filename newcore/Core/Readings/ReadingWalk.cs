using System.Globalization;

namespace Strangler.Core.Readings;

/// <summary>One pass over the sorted readings of a contract.</summary>
internal ref struct ReadingWalk(DateOnly first, DateOnly last, ConsumptionRules rules)
{
    private static readonly ReadingFinding NothingUsed =
        new(ReadingFindingCode.ZeroConsumption, 0, "Nothing was used in the period.");

    private static readonly ConsumptionOutcome Zero = new ConsumptionOutcome.ForReview(0, false, [NothingUsed]);

    private readonly DateOnly _first = first;
    private readonly DateOnly _last = last;
    private readonly ConsumptionRules _rules = rules;
    private List<ReadingFinding>? _findings;
    private bool _refused;
    private bool _investigate;
    private bool _estimated;
    private long _quantity;

    public ConsumptionOutcome Over(scoped ReadOnlySpan<Meter> meters, scoped ReadOnlySpan<MeterReading> readings)
    {
        if (meters.IsEmpty)
        {
            Refuse(ReadingFindingCode.NoMeter, 0, "The contract has no meter.");
        }

        int known = 0;
        foreach (ref readonly Meter meter in meters)
        {
            if (meter.Unit != meters[0].Unit)
            {
                Refuse(ReadingFindingCode.WrongUnit, meter.Id, "Meters of different units cannot be added.");
            }

            ReadOnlySpan<MeterReading> own = Of(readings, meter.Id);
            known += own.Length;
            Measure(in meter, own);
        }

        if (known < readings.Length)
        {
            Refuse(ReadingFindingCode.UnknownMeter, 0, "A reading is of a meter that the contract does not have.");
        }

        return Outcome();
    }

    private ConsumptionOutcome Outcome()
    {
        if (_investigate || _refused)
        {
            return _investigate
                ? new ConsumptionOutcome.Investigation(_findings!) : new ConsumptionOutcome.Refused(_findings!);
        }

        if (_rules.Usual is { } usual && _quantity > usual * _rules.HighestTimesUsual)
        {
            Review(ReadingFindingCode.AbnormalJump, 0, Text($"{_quantity}, where {usual} is usual"));
        }

        if (_quantity == 0 && _rules.ReviewZero)
        {
            if (_findings is null && !_estimated)
            {
                return Zero;
            }

            (_findings ??= []).Add(NothingUsed);
        }

        return _findings is null
            ? ConsumptionOutcome.Plain(_quantity, _estimated)
            : new ConsumptionOutcome.ForReview(_quantity, _estimated, _findings);
    }

    private void Measure(in Meter meter, scoped ReadOnlySpan<MeterReading> readings)
    {
        MeterCount count = new(in meter);
        for (int at = 0; at < readings.Length; at++)
        {
            if (at + 1 == readings.Length || !IsSuperseded(in readings[at], in readings[at + 1]))
            {
                Count(ref count, in readings[at]);
            }
        }

        _quantity += count.Quantity;
        _estimated |= count.Estimated;
        if (count.Counted == 0 && meter.Installed <= _last && (meter.Removed is null || meter.Removed > _last))
        {
            Refuse(ReadingFindingCode.NoReading, meter.Id, "There is no reading in the period.");
        }
        else if (!count.Closed && meter.Removed >= _first && meter.Removed <= _last)
        {
            Refuse(ReadingFindingCode.NoFinalReading, meter.Id, "It was taken away without a last reading.");
        }
    }

    /// <summary>The same reading again, or a correction of it: the later of the two holds.</summary>
    private bool IsSuperseded(in MeterReading reading, in MeterReading next)
    {
        if (reading.ReadAt != next.ReadAt
            || ConsumptionCalculator.Rank(reading.Kind) != ConsumptionCalculator.Rank(next.Kind))
        {
            return false;
        }

        if (reading.Revision == next.Revision && reading.Dials != next.Dials)
        {
            Refuse(ReadingFindingCode.Contradiction, reading.Meter, Text($"{reading.Dials} and {next.Dials} at once"));
        }

        return true;
    }

    private void Count(ref MeterCount count, in MeterReading reading)
    {
        DateOnly day = LocalDay.Of(reading.ReadAt);
        if (day > _last)
        {
            Review(ReadingFindingCode.DateOutsidePeriod, reading.Meter, Text($"{day:yyyy-MM-dd}: not counted"));
            return;
        }

        if (reading.Unit != count.Meter.Unit)
        {
            Refuse(ReadingFindingCode.WrongUnit, reading.Meter, Text($"{reading.Unit}, not {count.Meter.Unit}"));
        }
        else if (reading.Dials < 0 || reading.Dials >= count.Range)
        {
            Refuse(
                ReadingFindingCode.BeyondDials, reading.Meter, Text($"{reading.Dials}, of {count.Meter.Dials} dials"));
        }
        else if (day < _first || reading.Kind == ReadingKind.Initial)
        {
            count.Open(in reading, inPeriod: day >= _first);
        }
        else if (count.Closed || day > count.Meter.Removed)
        {
            _investigate = true;
            Review(ReadingFindingCode.AfterFinal, reading.Meter, Text($"{reading.Dials} on {day:yyyy-MM-dd}"));
        }
        else
        {
            Step(ref count, in reading);
        }
    }

    private void Step(ref MeterCount count, in MeterReading reading)
    {
        if (reading.Status != ReadingStatus.Normal)
        {
            Review(ReadingFindingCode.DoubtfulStatus, reading.Meter, "The source marked it.");
        }

        if (!count.Opened)
        {
            Refuse(ReadingFindingCode.NoOpeningReading, reading.Meter, "There is nothing to count from.");
            return;
        }

        long difference = count.Difference(in reading, _rules.HighestShareOfDials, out ReadingFindingCode? remark);
        if (remark == ReadingFindingCode.BelowPrevious)
        {
            Refuse(remark.Value, reading.Meter, Text($"{reading.Dials} after {count.Base}"));
        }
        else if (remark is { } code)
        {
            Review(code, reading.Meter, Text($"{reading.Dials} after {count.Base}"));
        }

        if (_rules.CompareSource && reading.Consumption is { } theirs && theirs != difference)
        {
            Review(ReadingFindingCode.SourceDiffers, reading.Meter, Text($"{theirs}, not {difference}"));
        }

        count.Add(in reading, difference);
    }

    private static ReadOnlySpan<MeterReading> Of(ReadOnlySpan<MeterReading> sorted, int meter)
    {
        int from = 0;
        while (from < sorted.Length && sorted[from].Meter != meter)
        {
            from++;
        }

        int to = from;
        while (to < sorted.Length && sorted[to].Meter == meter)
        {
            to++;
        }

        return sorted[from..to];
    }

    private void Refuse(ReadingFindingCode code, int meter, string detail)
    {
        _refused = true;
        Review(code, meter, detail);
    }

    private void Review(ReadingFindingCode code, int meter, string detail) =>
        (_findings ??= []).Add(new ReadingFinding(code, meter, detail));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
