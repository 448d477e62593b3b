using Strangler.Core.Readings;

namespace Strangler.Tests.Unit.Readings;

public sealed class ConsumptionTests
{
    private const int Seed = 7;
    private static readonly DateOnly First = new(2026, 3, 1);
    private static readonly DateOnly Last = new(2026, 3, 31);
    private static readonly Meter FourDials = new(1, 4, 13, new DateOnly(2020, 1, 1), null);

    [Theory]
    [InlineData(9998, 7, "9")]
    [InlineData(100, 117, "17")]
    public void Dials_turn_over_where_that_is_plausible(long before, long now, string quantity) =>
        Assert.Equal(quantity, QuantityOf(Measure([FourDials], At(-1, before), At(30, now))));

    [Fact]
    public void A_reading_below_the_last_that_is_no_turn_of_the_dials_is_refused() =>
        Assert.Equal(ReadingFindingCode.BelowPrevious, FindingOf(Measure([FourDials], At(-1, 9000), At(30, 5000))));

    [Fact]
    public void A_jump_beyond_half_of_the_dials_goes_to_review_with_its_quantity()
    {
        ConsumptionOutcome outcome = Measure([FourDials], At(-1, 10), At(30, 7010));
        Assert.Equal(7000, Assert.IsType<ConsumptionOutcome.ForReview>(outcome).Quantity);
        Assert.Equal(ReadingFindingCode.AbnormalJump, FindingOf(outcome));
    }

    [Fact]
    public void Much_more_than_usual_goes_to_review() => Assert.Equal(
        ReadingFindingCode.AbnormalJump, FindingOf(ConsumptionCalculator.Measure(
            [FourDials], [At(-1, 0), At(30, 61)], First, Last, new ConsumptionRules { Usual = 12 })));

    [Fact]
    public void Nothing_used_goes_to_review() =>
        Assert.Equal(ReadingFindingCode.ZeroConsumption, FindingOf(Measure([FourDials], At(-1, 5), At(30, 5))));

    [Fact]
    public void A_replaced_meters_parts_are_added()
    {
        Meter old = FourDials with { Removed = Last.AddDays(-10) };
        Meter fresh = new(2, 5, 13, Last.AddDays(-10), null);
        Assert.Equal("42", QuantityOf(Measure(
            [old, fresh], At(-1, 9990), At(20, 20, ReadingKind.Final), At(20, 0, ReadingKind.Initial, meter: 2),
            At(30, 12, meter: 2))));
    }

    [Fact]
    public void A_reading_of_a_meter_after_its_last_is_looked_into() => Assert.IsType<ConsumptionOutcome.Investigation>(
        Measure([FourDials with { Removed = First.AddDays(9) }], At(-1, 5), At(9, 9, ReadingKind.Final), At(30, 11)));

    [Fact]
    public void An_estimate_and_the_reading_that_trues_it_up_add_to_what_was_used()
    {
        ConsumptionOutcome estimated = Measure([FourDials], At(-1, 100), At(30, 112, ReadingKind.Estimated));
        Assert.True(Assert.IsType<ConsumptionOutcome.Measured>(estimated).Estimated);
        ConsumptionOutcome actual = ConsumptionCalculator.Measure(
            [FourDials], [At(30, 112, ReadingKind.Estimated), At(60, 140)], First.AddMonths(1), Last.AddDays(30),
            ConsumptionRules.Default);
        Assert.Equal(("12", "28"), (QuantityOf(estimated), QuantityOf(actual)));
    }

    [Fact]
    public void An_estimate_that_was_too_high_is_given_back_by_a_person()
    {
        ConsumptionOutcome outcome = Measure([FourDials], At(-1, 112, ReadingKind.Estimated), At(30, 105));
        Assert.Equal(-7, Assert.IsType<ConsumptionOutcome.ForReview>(outcome).Quantity);
        Assert.Equal(ReadingFindingCode.EstimateTooHigh, FindingOf(outcome));
    }

    [Fact]
    public void Meters_of_one_service_are_added() => Assert.Equal("30", QuantityOf(Measure(
        [FourDials, FourDials with { Id = 2 }], At(-1, 0), At(30, 10), At(-1, 50, meter: 2), At(30, 70, meter: 2))));

    [Fact]
    public void A_correction_replaces_what_it_corrects() => Assert.Equal("20", QuantityOf(Measure(
        [FourDials], At(-1, 0), At(30, 90), At(30, 20) with { Revision = 1 })));

    [Fact]
    public void Two_readings_at_once_that_say_different_things_are_refused() => Assert.Equal(
        ReadingFindingCode.Contradiction, FindingOf(Measure([FourDials], At(-1, 0), At(30, 90), At(30, 20))));

    [Fact]
    public void Other_units_than_the_meters_are_refused() => Assert.Equal(
        ReadingFindingCode.WrongUnit,
        FindingOf(Measure([FourDials], At(-1, 0), At(30, 90) with { Unit = MeasuringUnit.Litres })));

    [Theory]
    [InlineData(31, ReadingFindingCode.DateOutsidePeriod)]
    public void A_reading_after_the_period_is_not_counted(int day, ReadingFindingCode code)
    {
        ConsumptionOutcome outcome = Measure([FourDials], At(-1, 0), At(30, 9), At(day, 50));
        Assert.Equal(9, Assert.IsType<ConsumptionOutcome.ForReview>(outcome).Quantity);
        Assert.Equal(code, FindingOf(outcome));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal(ReadingFindingCode.NoReading, FindingOf(Measure([FourDials], At(-1, 0))));
        Assert.Equal(ReadingFindingCode.NoOpeningReading, FindingOf(Measure([FourDials], At(30, 7))));
        Assert.Equal(ReadingFindingCode.NoMeter, FindingOf(Measure([], At(30, 7))));
        Assert.Equal(ReadingFindingCode.BeyondDials, FindingOf(Measure([FourDials], At(-1, 0), At(30, 10_000))));
        Assert.Equal(ReadingFindingCode.DoubtfulStatus, FindingOf(
            Measure([FourDials], At(-1, 0), At(30, 7) with { Status = ReadingStatus.Doubtful })));
        Assert.Equal(ReadingFindingCode.NoFinalReading, FindingOf(
            Measure([FourDials with { Removed = First.AddDays(3) }], At(-1, 0))));
    }

    [Fact]
    public void Order_and_repetition_of_readings_do_not_matter_and_many_are_as_first_and_last()
    {
        Random random = new(Seed);
        for (int round = 0; round < 200; round++)
        {
            long dials = random.Next(10_000);
            long used = 0;
            List<MeterReading> readings = [At(-1, dials)];
            for (int day = 0; day <= 30; day += random.Next(1, 9))
            {
                int step = random.Next(1, 60);
                used += step;
                readings.Add(At(day, (dials + used) % 10_000));
            }

            MeterReading[] shuffled = [.. readings.Concat(readings.Where(_ => random.Next(2) == 0))];
            random.Shuffle(shuffled);
            Assert.Equal($"{used}", QuantityOf(Measure([FourDials], shuffled)));
            Assert.Equal($"{used}", QuantityOf(Measure([FourDials], readings[0], readings[^1])));
        }
    }

    [Fact]
    public void An_estimate_is_the_mean_of_the_last_three() =>
        Assert.Equal((12L, null), (UsageEstimate.Of([100, 10, 11, 14]), UsageEstimate.Of([])));

    private static MeterReading At(
        int day, long dials, ReadingKind kind = ReadingKind.Regular, int meter = 1) => new(
        meter, new DateTimeOffset(2026, 3, 1, 16, 0, 0, TimeSpan.Zero).AddDays(day), kind, ReadingOrigin.Manual, dials);

    private static ConsumptionOutcome Measure(Meter[] meters, params MeterReading[] readings) =>
        ConsumptionCalculator.Measure(meters, readings, First, Last, ConsumptionRules.Default);

    private static string QuantityOf(ConsumptionOutcome outcome) =>
        $"{Assert.IsType<ConsumptionOutcome.Measured>(outcome).Quantity}";

    private static ReadingFindingCode FindingOf(ConsumptionOutcome outcome) => outcome switch
    {
        ConsumptionOutcome.ForReview review => review.Findings[0].Code,
        ConsumptionOutcome.Refused refused => refused.Findings[0].Code,
        ConsumptionOutcome.Investigation found => found.Findings[0].Code,
        _ => throw new InvalidOperationException($"{outcome} has no finding."),
    };
}
