using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Readings;

namespace Strangler.Tests.Unit.Billing;

public sealed class BillingDecisionTests
{
    private static readonly DateOnly First = new(2026, 2, 1);
    private static readonly DateOnly Last = new(2026, 2, 28);

    [Fact]
    public void Who_is_in_supply_and_has_a_meter_is_billed() =>
        Assert.IsType<BillingVerdict.Billed>(BillingRules.Decide(Input(), []));

    [Fact]
    public void Who_begins_after_the_cycle_or_ended_before_it_gets_no_bill()
    {
        BillInput later = Input();
        later.Since = Last.AddDays(1);
        BillInput ended = Input();
        ended.Until = First.AddDays(-1);

        Assert.Equal(new BillingVerdict.Skipped(SkipReason.NotInSupply), BillingRules.Decide(later, []));
        Assert.Equal(new BillingVerdict.Skipped(SkipReason.NotInSupply), BillingRules.Decide(ended, []));
    }

    [Fact]
    public void Without_a_meter_in_the_period_the_bill_is_put_aside()
    {
        BillInput input = Input();
        input.Meters[0] = input.Meters[0] with { Removed = First.AddDays(-1) };

        Assert.Equal(
            ParkReason.NoMeter, Assert.IsType<BillingVerdict.Parked>(BillingRules.Decide(input, [])).Reason);
    }

    [Fact]
    public void The_same_cycle_is_not_billed_again_and_days_of_another_are_put_aside()
    {
        BilledPeriod same = new(new BillingCycle(2026, 2), First, Last);
        BilledPeriod other = new(new BillingCycle(2026, 1), First.AddDays(-31), First);

        Assert.Equal(
            new BillingVerdict.Skipped(SkipReason.AlreadyBilled), BillingRules.Decide(Input(), [same]));
        Assert.Equal(
            ParkReason.OverlappingPeriod,
            Assert.IsType<BillingVerdict.Parked>(BillingRules.Decide(Input(), [other])).Reason);
    }

    [Theory]
    [InlineData("10.00", "5.00 5.00", "0.00")]
    [InlineData("7.00", "5.00 2.00", "0.00")]
    [InlineData("12.50", "5.00 5.00", "2.50")]
    public void Money_settles_the_oldest_first(string paid, string settled, string left)
    {
        OpenAmount newer = new(Key(2), new DateOnly(2026, 3, 18), new Money(500));
        OpenAmount older = new(Key(1), new DateOnly(2026, 2, 18), new Money(500));

        (IReadOnlyList<OpenAmount> parts, Money rest) = PaymentOrder.Apply(
            Money.FromPesos(decimal.Parse(paid, System.Globalization.CultureInfo.InvariantCulture)), [newer, older]);

        Assert.Equal(settled, string.Join(' ', parts.Select(part => part.Owed)));
        Assert.Equal(older.Document, parts[0].Document);
        Assert.Equal(left, rest.ToString());
    }

    [Theory]
    [InlineData(30, "0.00")]
    [InlineData(31, "52.50")]
    public void Five_percent_are_due_after_more_than_thirty_days(int days, string surcharge)
    {
        DateOnly due = new(2026, 1, 18);

        Assert.Equal(surcharge, SurchargeRule.AfterThirtyDays.On(
            [new OpenAmount(Key(1), due, new Money(105_000))], due.AddDays(days)).ToString());
    }

    [Fact]
    public void Only_a_manager_waives_a_surcharge_and_says_why()
    {
        Money surcharge = new(5_250);

        Assert.IsType<SurchargeWaiver.Refused>(SurchargeWaiver.Decide(surcharge, "clerk", false, "asked"));
        Assert.IsType<SurchargeWaiver.Refused>(SurchargeWaiver.Decide(surcharge, "boss", true, " "));
        Assert.IsType<SurchargeWaiver.Granted>(SurchargeWaiver.Decide(surcharge, "boss", true, "a leak"));
    }

    [Theory]
    [InlineData(CycleKind.Monthly, 1, 2, "2026-02-01", "2026-02-28")]
    [InlineData(CycleKind.Monthly, 15, 12, "2026-12-15", "2027-01-14")]
    [InlineData(CycleKind.Bimonthly, 1, 6, "2026-11-01", "2026-12-31")]
    [InlineData(CycleKind.Quarterly, 1, 1, "2026-01-01", "2026-03-31")]
    public void A_calendar_gives_the_days_of_a_cycle(CycleKind kind, int day, byte period, string from, string to)
    {
        CycleDates dates = new BillingCalendar(kind, day, 3, 15).Of(new BillingCycle(2026, period))!.Value;

        Assert.Equal((from, to), ($"{dates.From:yyyy-MM-dd}", $"{dates.To:yyyy-MM-dd}"));
        Assert.Equal(
            (3, 15), (dates.Issued.DayNumber - dates.To.DayNumber, dates.Due.DayNumber - dates.Issued.DayNumber));
    }

    [Fact]
    public void Cycles_of_a_calendar_follow_each_other_without_gap_or_overlap_over_the_years()
    {
        BillingCalendar custom = new(CycleKind.Custom, 1, 3, 15) { Anchor = new DateOnly(2026, 5, 7), CustomDays = 28 };
        CycleDates[] all =
        [
            .. from year in Enumerable.Range(2024, 4)
               from period in Enumerable.Range(1, 14)
               let dates = custom.Of(new BillingCycle((short)year, (byte)period))
               where dates is not null
               select dates.Value,
        ];

        Assert.True(all.Length >= 52);
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
    }

    [Fact]
    public void A_number_is_read_as_it_is_written()
    {
        NumberSeries series = new("F", 12, 2026);

        Assert.Equal("F0012-2026-00000345", series.Number(345));
        Assert.True(NumberSeries.TryRead("F0012-2026-00000345", out NumberSeries read, out long at));
        Assert.Equal((series, 345L), (read, at));
        Assert.False(NumberSeries.TryRead("F12-2026-345", out _, out _));
    }

    private static DocumentKey Key(byte period) =>
        new(new ContractNumber(1), new BillingCycle(2026, period), DocumentType.Invoice, 0);

    private static BillInput Input()
    {
        BillInput input = new() { Cycle = new BillingCycle(2026, 2), Since = new DateOnly(2020, 1, 1) };
        (input.Facts.PeriodStart, input.Facts.PeriodEnd) = (First, Last);
        input.Meters.Add(new Meter(1, 5, 13, new DateOnly(2020, 1, 1), null));
        return input;
    }
}
