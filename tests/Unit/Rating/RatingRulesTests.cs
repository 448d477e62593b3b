using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Tests.Unit.Rating;

public sealed class RatingRulesTests
{
    private static readonly Charge Water = Plans.Charge(1, new PriceMethod.PerQuantity(10));

    [Theory]
    [InlineData("49", 2, "24")]
    [InlineData("49.02", 2, "25")]
    public void Cubic_metres_per_unit_round_above_one_half(string quantity, int units, string each)
    {
        RatingFacts facts = Plans.Using(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture));
        facts.Units = units;
        Assert.Equal(each, $"{Plans.Rate(Plans.Plan(Water with { PerUnit = true }), facts).Lines[0].Quantity}");
    }

    [Fact]
    public void A_change_of_units_splits_fixed_charges_so_that_parts_add_up()
    {
        RatingFacts facts = Plans.Using(31);
        CompiledPlan plan = PlanCompiler.Compile(
            Plans.Plan(Water, Plans.Charge(5, new PriceMethod.Flat(10.01m))) with
            {
                ChangeInPeriod = ChangeInPeriod.Prorate,
            });
        RatedBill bill = new();
        RatingEngine.Rate(
            SegmentPlanner.ByDays(
                [.. new[] { 0, 7, 20 }.Select(day => new PlanTerm(facts.PeriodStart.AddDays(day), plan, 1 + day, 13))],
                facts), facts, bill);
        Assert.Equal((6, "320.01", false), (bill.LineCount, $"{bill.Total}", bill.PlanChanged));
    }

    [Fact]
    public void A_mixed_use_is_split_by_percent_and_adds_up()
    {
        RatingFacts facts = Plans.Using(33);
        CompiledPlan plan = PlanCompiler.Compile(Plans.Plan(Water));
        RatedBill bill = new();
        RatingEngine.Rate(SegmentPlanner.ByShares([new(plan, 70), new(plan, 30)], facts), facts, bill);
        Assert.Equal((23m, 10m, "330.00"), (bill.Lines[0].Quantity, bill.Lines[1].Quantity, $"{bill.Total}"));
    }

    [Theory]
    [InlineData(6, 1, 30, "dry", "450.00")]
    [InlineData(7, 1, 31, "normal", "300.00")]
    public void A_season_multiplies(int month, int day, int days, string season, string total)
    {
        RatedBill bill = Plans.Rate(Seasonal(), InYear(month, day, days));
        Assert.Equal((1, season, total), (bill.LineCount, bill.Lines[0].Season, $"{bill.Total}"));
    }

    [Fact]
    public void A_period_over_two_seasons_is_split()
    {
        RatedBill bill = Plans.Rate(Seasonal(), InYear(6, 16, 30));
        Assert.Equal((2, "375.00"), (bill.LineCount, $"{bill.Total}"));
    }

    [Fact]
    public void A_surcharge_disappears_the_day_after_its_last()
    {
        TariffPlan plan = Plans.Plan(Plans.Charge(7, new PriceMethod.Flat(50)) with { To = new DateOnly(2026, 1, 31) });
        RatingFacts after = Plans.Using(1);
        (after.PeriodStart, after.PeriodEnd) = (new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 3));
        Assert.Equal(("50.00", "0.00"), (Plans.TotalOf(plan, 1), $"{Plans.Rate(plan, after).Total}"));
    }

    [Theory]
    [InlineData(TaxTiming.OnFinalPrice, "90.00", "14.40", "104.40")]
    [InlineData(TaxTiming.AtRating, "100.00", "16.00", "106.00")]
    [InlineData(TaxTiming.None, "0.00", "0.00", "90.00")]
    [InlineData(TaxTiming.Included, "86.21", "13.79", "91.38")]
    public void Taxes_are_taken_when_the_charge_says(TaxTiming timing, string basis, string tax, string total)
    {
        RatedBill bill = Plans.Rate(
            Plans.Plan(Water with { Tax = timing }) with
            {
                Taxes = [Plans.Vat("0.16")],
                Modifiers = [new BillModifier(ModifierKind.Percentage, 8, 1, "Discount", -0.1m, [1])],
            },
            Plans.Using(10));
        Assert.Equal((basis, tax, total), ($"{bill.Lines[0].TaxBase}", $"{bill.Tax}", $"{bill.Total}"));
    }

    [Theory]
    [InlineData(ModifierKind.Fixed, "-150", "0.00")]
    [InlineData(ModifierKind.MinimumCommitment, "120", "120.00")]
    [InlineData(ModifierKind.SpendingCap, "80", "80.00")]
    [InlineData(ModifierKind.SpendingCap, "180", "100.00")]
    public void Commitments_top_up_caps_stop_and_discounts_end_at_zero(
        ModifierKind kind, string value, string total) =>
        Assert.Equal(total, Plans.TotalOf(
            Plans.Plan(Water) with
            {
                Modifiers =
                [
                    new BillModifier(
                        kind, 8, 1, "Modifier",
                        decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), []),
                ],
            },
            10));

    [Fact]
    public void An_event_is_billed_once_by_its_id_whatever_the_order_and_what_has_no_price_is_counted()
    {
        TariffPlan plan = Plans.Plan(Plans.Charge(6, new PriceMethod.PerEvent(
            new Dictionary<string, decimal> { ["reconnection"] = 250, ["penalty"] = 99.5m })));
        ChargeableEvent[] events =
        [
            new("b", "penalty", Plans.January), new("a", "reconnection", Plans.January),
            new("c", "unknown", Plans.January),
        ];
        RatingFacts facts = Plans.Using(0);
        facts.Events = [.. events, .. events.Reverse()];
        RatedBill bill = Plans.Rate(plan, facts);
        Assert.Equal(("349.50", 2, 1), ($"{bill.Total}", bill.LineCount, bill.Unpriced));
        facts.Events = events;
        Assert.Equal(BillDelta.LinesOf(bill), BillDelta.LinesOf(Plans.Rate(plan, facts)));
    }

    [Fact]
    public void Use_is_priced_by_the_hour_and_by_category()
    {
        DateTimeOffset noon = new(2026, 1, 5, 18, 0, 0, TimeSpan.Zero);
        RatingFacts facts = Plans.Using(0);
        facts.Usage = [new(noon, 2), new(noon.AddHours(11), 3), new(noon, 4, "bulk"), new(noon, 1, "none")];
        RatedBill bill = Plans.Rate(
            Plans.Plan(
                Plans.Charge(1, new PriceMethod.TimeOfDay(
                    [new("day", new(6, 0), new(22, 0), 5), new("night", new(22, 0), new(6, 0), 1)])),
                Plans.Charge(2, new PriceMethod.ByCategory(new Dictionary<string, decimal> { ["bulk"] = 7 }))),
            facts);
        Assert.Equal(("41.00", 3, 1), ($"{bill.Total}", bill.LineCount, bill.Unpriced));
    }

    [Fact]
    public void What_is_informational_or_obsolete_is_shown_without_money()
    {
        RatedBill bill = Plans.Rate(
            Plans.Plan(Water with { Informational = true }, Water with { Part = 2, Obsolete = true }), Plans.Using(3));
        Assert.Equal((2, "0.00", 30m, 0m), (bill.LineCount, $"{bill.Total}", bill.Lines[0].Exact, bill.Lines[1].Exact));
    }

    [Fact]
    public void A_bill_that_cannot_be_rated_says_why()
    {
        TariffPlan plan = Plans.Plan(Plans.Charge(1, new PriceMethod.ByFormula(Plans.Formula("1 / overdue"))));
        Assert.Equal(RatingProblemCode.FormulaFailed, Plans.Rate(plan, Plans.Using(1)).Problem?.Code);
        Assert.Equal(
            RatingProblemCode.NegativeQuantity, Plans.Rate(Plans.Plan(Water), Plans.Using(-1)).Problem?.Code);
        Assert.Equal(
            RatingProblemCode.AmountTooLarge,
            Plans.Rate(Plans.Plan(Plans.Charge(1, new PriceMethod.Flat(decimal.MaxValue))), Plans.Using(1))
                .Problem?.Code);
    }

    [Fact]
    public void A_partial_bill_and_the_delta_to_the_whole_are_the_final_bill()
    {
        TariffPlan plan = Plans.Plan(Water, Plans.Charge(2, new PriceMethod.PercentageOf([1], 0.1m))) with
        {
            Taxes = [Plans.Vat("0.16")],
        };
        RatedBill partial = Plans.Rate(plan, Plans.Using(4));
        RatedBill whole = Plans.Rate(plan, Plans.Using(11));
        BillDelta delta = BillDelta.Between(BillDelta.LinesOf(partial), whole);
        Assert.Equal(whole.Total, partial.Total + delta.Total);
        Assert.True(BillDelta.Between(BillDelta.LinesOf(whole), whole).IsEmpty);
    }

    private static TariffPlan Seasonal() => Plans.Plan(Water with
    {
        SeasonFactors = new Dictionary<string, decimal> { ["dry"] = 1.5m },
    }) with
    {
        Seasons = [new("dry", 11, 1, 6, 30), new("normal", 7, 1, 10, 31)],
    };

    private static RatingFacts InYear(int month, int day, int days)
    {
        RatingFacts facts = Plans.Using(30);
        (facts.PeriodStart, facts.Days) = (new DateOnly(2026, month, day), days);
        facts.PeriodEnd = facts.PeriodStart.AddDays(days - 1);
        return facts;
    }
}
