using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Tests.Unit.Rating;

/// <summary>
/// The published bills of ../shared/rating/examples.csv, each with a plan of its own. Where a tolerance is stated
/// there, or the published figure is wrong, the test says so.
/// </summary>
public sealed class PublishedExamplesTests
{
    [Theory]
    [InlineData("AllTiers", "630.00")]
    [InlineData("TopTier", "630.00")]
    public void KB1_KB3_catalogue_of_two_tiers(string policy, string total) => Assert.Equal(total, Plans.TotalOf(
        Plans.Plan(Plans.Charge(1, new PriceMethod.Flat(30)), Plans.Charge(2, new PriceMethod.Blocks(
            [new(1000, 0, 1.5m), new(null, 0, 2)], Enum.Parse<BlockPolicy>(policy)))), 400));

    [Fact]
    public void KB5_a_flat_amount_of_the_tier_reached() => Assert.Equal("780.00", Plans.TotalOf(
        Plans.Plan(Plans.Charge(1, new PriceMethod.Flat(30)), Plans.Charge(2, new PriceMethod.Blocks(
            [new(1000, 750, 0), new(null, 500, 0)], BlockPolicy.TopTier))), 400));

    [Theory]
    [InlineData("24.95", 9, 31, "7.24")]
    [InlineData("24.95", 8, 31, "6.44")]
    [InlineData("17.95", 20, 30, "11.97")]
    [InlineData("30", 19, 30, "19.00")]
    public void KBP1_KBP3_KBP5_CUR19_fixed_charges_by_days(string monthly, int days, int of, string total)
    {
        RatingFacts facts = Plans.Using(0);
        (facts.PeriodEnd, facts.Days) = (facts.PeriodStart.AddDays(of - 1), days);
        Charge charge = Plans.Charge(1, new PriceMethod.Flat(Amount(monthly))) with
        {
            Proration = Proration.DaysOfPeriod,
        };
        Assert.Equal(total, $"{Plans.Rate(Plans.Plan(charge), facts).Total}");
    }

    /// <summary>The components add up to a centavo less than the published 147.73.</summary>
    [Fact]
    public void AH10_water_sewer_and_surface()
    {
        RatedBill bill = Plans.Rate(
            Plans.Plan(
                Plans.Charge(1, new PriceMethod.Flat(41.16m + 7.71m + 1.59m)),
                Plans.Charge(1, new PriceMethod.Blocks([new(10, 0, 0), new(35, 0, 3.51m), new(null, 0, 6.15m)]), 2),
                Plans.Charge(2, new PriceMethod.Blocks([new(15, 85.55m, 0), new(null, 0, 4.93m)])),
                Plans.Charge(3, new PriceMethod.Flat(11.71m))),
            Plans.Using(10));
        Assert.Equal(("50.46", "85.55", "147.72"), (Of(bill, 1), Of(bill, 2), $"{bill.Total}"));
    }

    /// <summary>Published as 60.03, which prices 4 units instead of 2 at the second tier: an error there.</summary>
    [Fact]
    public void HDWD6_prices_only_what_is_beyond_the_first_tier() => Assert.Equal("47.69", Plans.TotalOf(
        Plans.Plan(
            Plans.Charge(1, new PriceMethod.Blocks([new(4, 0, 3.65m), new(null, 0, 6.17m)])),
            Plans.Charge(5, new PriceMethod.Flat(20.75m))), 6));

    /// <summary>Published as 4917.41, with a line that is a cent high.</summary>
    [Fact]
    public void UU1000_annual_limits_scale_with_days()
    {
        RatingFacts facts = Plans.Using(1000);
        (facts.PeriodEnd, facts.Days) = (facts.PeriodStart.AddDays(89), 90);
        RatedBill bill = Plans.Rate(
            Plans.Plan(
                Plans.Charge(1, new PriceMethod.Blocks([new(300, 0, 0.793m), new(null, 0, 1.659m)])
                {
                    AnnualLimits = true,
                }),
                Plans.Charge(2, new PriceMethod.PerQuantity(3.122m)),
                Plans.Charge(5, new PriceMethod.Flat(58.77m + 141.72m))),
            facts);
        Assert.Equal(("4917.40", 74m), ($"{bill.Total}", bill.Lines[0].Quantity));
    }

    /// <summary>In dollars at the rate of the day; MXN 250.47 is derived there from that rate.</summary>
    [Fact]
    public void IBMX15_fixed_charge_of_the_block_reached()
    {
        RatedBill bill = Plans.Rate(
            Plans.Plan(Plans.Charge(1, new PriceMethod.Blocks(
                [
                    new(10, 140.99m, 0), new(20, 163.82m, 17.33m), new(40, 411.12m, 26.7m), new(60, 981.74m, 34.18m),
                    new(null, 2205.67m, 83.6m),
                ], BlockPolicy.FixedOfReached))),
            Plans.Using(15));
        CurrencyRate dollars = new("MXN", "USD", 1 / 20.606m, new DateOnly(2021, 2, 1));
        Assert.Equal(("250.47", 12.16m), ($"{bill.Total}", dollars.Convert(bill.Total.Pesos, "MXN")));
        Assert.Throws<ArgumentException>(() => dollars.Convert(1, "EUR"));
    }

    [Theory]
    [InlineData(15, "24.37")]
    [InlineData(100, "162.48")]
    public void IBMXW_waste_water_by_quantity(int quantity, string total) => Assert.Equal(total, Plans.TotalOf(
        Plans.Plan(Plans.Charge(2, new PriceMethod.PerQuantity(1.6248m))) with { Currency = "USD" }, quantity));

    [Theory]
    [InlineData(35, "0.75", "0.30", "40.27")]
    [InlineData(24, "1.80", "0.40", "71.37")]
    public void PE1_PE2_minimum_consumption_sewer_share_and_tax(int least, string price, string sewer, string total)
    {
        TariffPlan plan = Plans.Plan(
            Plans.Charge(1, new PriceMethod.PerQuantity(Amount(price))) with { MinimumQuantity = least },
            Plans.Charge(2, new PriceMethod.PercentageOf([1], Amount(sewer)))) with
        {
            Taxes = [Plans.Vat("0.18")],
            Rounding = Plans.ExactLines,
        };
        Assert.Equal((total, total), (Plans.TotalOf(plan, least), Plans.TotalOf(plan, least - 20)));
    }

    /// <summary>
    /// Only points of these tables are published: they are asserted as rows, not recomputed; 0 to 5 m3 of SIAPA
    /// likewise.
    /// </summary>
    [Theory]
    [InlineData(1, "1.43")]
    [InlineData(2, "2.86")]
    [InlineData(41, "683.78")]
    [InlineData(43, "740.41")]
    [InlineData(82, "2067.94")]
    [InlineData(84, "2144.10")]
    [InlineData(10, "210.40")]
    [InlineData(10, "337.20")]
    [InlineData(5, "76.31")]
    public void SADM_CEA10_SIAPA5_points_of_tables(int quantity, string total) => Assert.Equal(total, Plans.TotalOf(
        Plans.Plan(Plans.Charge(1, new PriceMethod.Table(
            [new(quantity - 1, 0, 0), new(quantity, Amount(total), 0), new(null, 0, 999)]))), quantity));

    [Theory]
    [InlineData("2022-03-20", "116.45")]
    [InlineData("2022-03-21", "130.42")]
    public void MAY12_a_tax_begins_on_a_day(string day, string total)
    {
        RatingFacts facts = Plans.Using(10);
        facts.PeriodEnd = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (facts.PeriodStart, facts.Days) = (facts.PeriodEnd.AddDays(-29), 30);
        TariffPlan plan = Plans.Plan(Plans.Charge(1, new PriceMethod.Flat(116.4464m))) with
        {
            Taxes = [new TaxRule("VAT", null, null, 0.12m, new DateOnly(2022, 3, 21), null)],
            Rounding = Plans.ExactLines,
        };
        Assert.Equal(total, $"{Plans.Rate(plan, facts).Total}");
    }

    [Fact]
    public void ORA1_a_quantity_is_split_by_days()
    {
        RatingFacts facts = Plans.Using(100);
        (facts.PeriodEnd, facts.Days) = (facts.PeriodStart.AddDays(44), 45);
        TariffPlan before = Plans.Plan(Plans.Charge(1, new PriceMethod.PerQuantity(2))) with
        {
            ChangeInPeriod = ChangeInPeriod.Prorate,
        };
        CompiledPlan[] plans = [PlanCompiler.Compile(before), PlanCompiler.Compile(before with { Version = "2" })];
        RatedBill bill = new();
        RatingEngine.Rate(
            SegmentPlanner.ByDays(
                [new(facts.PeriodStart, plans[0], 1, 0), new(facts.PeriodStart.AddDays(15), plans[1], 1, 0)], facts),
            facts, bill);
        Assert.Equal((33m, 67m, true), (bill.Lines[0].Quantity, bill.Lines[1].Quantity, bill.PlanChanged));
    }

    [Fact]
    public void OAK_declining_blocks() => Assert.Equal("48.10", Plans.TotalOf(
        Plans.Plan(Plans.Charge(2, new PriceMethod.Blocks([new(5, 27, 0), new(15, 0, 2), new(null, 0, 1.1m)]))), 16));

    private static string Of(RatedBill bill, int concept) => $"{new Core.Identity.Money(
        bill.Lines.ToArray().Where(line => line.Concept == concept).Sum(line => line.Amount.Centavos))}";

    private static decimal Amount(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
