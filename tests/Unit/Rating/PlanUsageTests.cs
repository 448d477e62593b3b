using Strangler.Core.Billing;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Core.Tariffs;

namespace Strangler.Tests.Unit.Rating;

/// <summary>Which plans need water by the hour, and what becomes of a bill without it.</summary>
public sealed class PlanUsageTests
{
    private static readonly Charge Water = Plans.Charge(1, new PriceMethod.PerQuantity(10));

    private static readonly Charge Bands = Plans.Charge(1, new PriceMethod.TimeOfDay(
        [new("day", new(6, 0), new(22, 0), 5), new("night", new(22, 0), new(6, 0), 1)]));

    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Only_a_plan_with_a_price_by_the_time_of_day_needs_usage()
    {
        Assert.True(PlanCompiler.Compile(Plans.Plan(Water with { Part = 2 }, Bands)).NeedsUsage);
        Assert.False(PlanCompiler.Compile(Plans.Plan(Water)).NeedsUsage);
        Assert.False(PlanCompiler.Compile(Plans.Plan(
            Plans.Charge(1, new PriceMethod.ByCategory(new Dictionary<string, decimal> { ["bulk"] = 7 })))).NeedsUsage);
        Assert.False(new PlanBook([PlanCompiler.Compile(Plans.Plan(Water))]).AnyNeedsUsage);
    }

    [Theory]
    [InlineData(ChangeInPeriod.LastDay, "2026-01-14", true)]
    [InlineData(ChangeInPeriod.LastDay, "2026-01-31", false)]
    [InlineData(ChangeInPeriod.Prorate, "2026-01-31", true)]
    [InlineData(ChangeInPeriod.Prorate, "2026-02-28", false)]
    public void The_version_that_rates_the_days_decides(ChangeInPeriod change, string last, bool needed)
    {
        DateOnly day = DateOnly.ParseExact(last, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        PlanBook book = Book(change);
        Assert.Equal(needed, book.NeedsUsage("test", new DateOnly(day.Year, day.Month, 1), day));
        Assert.True(book.MayNeedUsage("test") && book.AnyNeedsUsage);
        Assert.False(book.NeedsUsage("other", day, day));
    }

    [Theory]
    [InlineData("11.998", null)]
    [InlineData("11", null)]
    [InlineData("10", ParkReason.HourlyUsageDiffers)]
    [InlineData("12", ParkReason.HourlyUsageDiffers)]
    [InlineData("0", ParkReason.HourlyUsageDiffers)]
    public void A_bill_whose_readings_and_hours_disagree_by_a_cubic_metre_or_more_is_put_aside(
        string hourly, string? reason)
    {
        BillInput input = new() { Plan = "test", Since = new DateOnly(2020, 1, 1) };
        BilledDays.Set(input, Plans.January, Plans.January.AddDays(30));
        input.Meters.Add(new Meter(1, 5, 15, new DateOnly(2020, 1, 1), null));
        input.Readings.Add(new MeterReading(
            1, Noon.AddDays(-10), ReadingKind.Regular, ReadingOrigin.Telemetry, 100));
        input.Readings.Add(new MeterReading(1, Noon, ReadingKind.Regular, ReadingOrigin.Telemetry, 111));
        decimal used = decimal.Parse(hourly, System.Globalization.CultureInfo.InvariantCulture);
        input.Facts.Usage = used == 0 ? [] : [new UsageSlice(Noon, used)];
        RatedBill bill = new();

        BillingVerdict verdict = new BillMaker(
            new PlanBook([PlanCompiler.Compile(Plans.Plan(Bands))]), ConsumptionRules.Default).Make(input, [], bill);

        Assert.Equal(reason, (verdict as BillingVerdict.Parked)?.Reason);
        Assert.Equal(reason is null, verdict is BillingVerdict.Billed && bill.Total.Pesos == used * 5);
    }

    /// <summary>Bands until the 14th of January, none after.</summary>
    private static PlanBook Book(ChangeInPeriod change) => new(
    [
        PlanCompiler.Compile(Plans.Plan(Bands) with
        {
            EffectiveTo = new DateOnly(2026, 1, 14),
            ChangeInPeriod = change,
        }),
        PlanCompiler.Compile(Plans.Plan(Water) with
        {
            EffectiveFrom = new DateOnly(2026, 1, 15),
            Version = "2",
            ChangeInPeriod = change,
        }),
    ]);
}
