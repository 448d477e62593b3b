using System.Runtime.CompilerServices;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Tests.Unit.Rating;

/// <summary>ACCEPT=1 rewrites the approved files, for review.</summary>
public sealed class BillExplanationTests
{
    [Fact]
    public void A_legacy_like_bill_reads_step_by_step()
    {
        RatingFacts facts = Plans.Using(27);
        (facts.Units, facts.MeterSize, facts.Carried) = (2, 13, 0.37m);
        (facts.Services, facts.Programmes) = (ServiceFlags.Sewerage, ["pensioner"]);
        facts.Overdue = new Money(45_020);
        Approve("legacy-like", facts, Plans.Plan(
            Plans.Charge(1, new PriceMethod.Table([new(13, 345.12345m, 0), new(null, 40, 30)])) with { PerUnit = true },
            Plans.Charge(5, new PriceMethod.ByMeterSize(new Dictionary<int, PriceRow> { [13] = new(null, 45, 0) })) with
            {
                Proration = Proration.DaysOfThirty,
            },
            Plans.Charge(2, new PriceMethod.PercentageOf([1], 0.1m)) with
            {
                When = Plans.Formula("service('sewerage')"),
            },
            Plans.Charge(4, new PriceMethod.ByFormula(Plans.Formula("-0.5 * amount(1)"))) with
            {
                When = Plans.Formula("programme('pensioner')"),
            },
            Plans.Charge(9, new PriceMethod.ByFormula(Plans.Formula("overdue * 0.0147"))) with { Tax = TaxTiming.None },
            Plans.Charge(7, new PriceMethod.Flat(3)) with { Obsolete = true }) with
        {
            Taxes = [Plans.Vat("0.16")],
            Rounding = RoundingPolicy.WholePesos,
        });
    }

    [Fact]
    public void Seasons_caps_and_minimums_are_said()
    {
        RatingFacts facts = Plans.Using(40);
        Approve("seasonal", facts, Plans.Plan(
            Plans.Charge(1, new PriceMethod.Blocks([new(10, 20, 5), new(null, 0, 7.5m)])) with
            {
                SeasonFactors = new Dictionary<string, decimal> { ["dry"] = 1.5m },
            },
            Plans.Charge(6, new PriceMethod.Flat(10)) with { MinimumAmount = 25 }) with
        {
            Seasons = [new("dry", 1, 16, 6, 30)],
            Modifiers = [new BillModifier(ModifierKind.SpendingCap, 8, 1, "Cap", 300, [])],
        });
    }

    private static void Approve(string name, RatingFacts facts, TariffPlan plan, [CallerFilePath] string here = "")
    {
        string seen = BillExplanation.Of(facts, Plans.Rate(plan, facts));
        string file = Path.Combine(Path.GetDirectoryName(here)!, $"bill-{name}.approved");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            File.WriteAllText(file, seen);
        }

        Assert.Equal(File.ReadAllText(file), seen);
    }
}
