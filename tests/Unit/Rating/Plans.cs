using System.Globalization;
using Strangler.Core.Expressions;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Tests.Unit.Rating;

/// <summary>Plans and facts of which only what matters is said.</summary>
internal static class Plans
{
    public static readonly DateOnly January = new(2026, 1, 1);
    public static readonly RoundingPolicy ExactLines = new(Line: false, BillStep: 0.01m, CarryRemainder: false);

    public static TariffPlan Plan(params Charge[] charges) => new()
    {
        Code = "test",
        Name = "Test",
        Use = "domestic",
        Version = "1",
        EffectiveFrom = new DateOnly(2020, 1, 1),
        Charges = charges,
        Taxes = [],
    };

    public static Charge Charge(int concept, PriceMethod price, int part = 1) =>
        new() { Concept = concept, Part = part, Name = $"Charge {concept}.{part}", Price = price };

    public static Formula Formula(string text) => FormulaParser.Parse(text) switch
    {
        FormulaReading.Read read => read.Formula,
        FormulaReading.Refused refused => throw new ArgumentException(string.Join("; ", refused.Errors)),
        _ => throw new ArgumentException(text),
    };

    public static TaxRule Vat(string rate, int? concept = null) =>
        new("IVA", null, concept, decimal.Parse(rate, CultureInfo.InvariantCulture), new DateOnly(2000, 1, 1), null);

    /// <summary>A whole January.</summary>
    public static RatingFacts Using(decimal quantity) => new()
    {
        PeriodStart = January,
        PeriodEnd = January.AddDays(30),
        Days = 31,
        Quantity = quantity,
    };

    public static RatedBill Rate(TariffPlan plan, RatingFacts facts)
    {
        RatedBill bill = new();
        RatingEngine.Rate(PlanCompiler.Compile(plan), facts, bill);
        return bill;
    }

    public static string TotalOf(TariffPlan plan, decimal quantity) => $"{Rate(plan, Using(quantity)).Total}";
}
