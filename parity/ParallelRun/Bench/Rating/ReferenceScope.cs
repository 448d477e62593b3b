using Strangler.Core.Expressions;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>What formulas see in the plain calculation.</summary>
internal sealed class ReferenceScope(TariffPlan plan, RatingFacts facts, List<ReferenceLine> lines) : FormulaScope
{
    public decimal PerUnit { get; } = Share(facts.Quantity / facts.Units);

    public override decimal Number(FormulaNumber name) => name switch
    {
        FormulaNumber.M3 => facts.Quantity,
        FormulaNumber.PerUnit => PerUnit,
        FormulaNumber.Units => facts.Units,
        FormulaNumber.Days => facts.Days,
        FormulaNumber.PeriodDays => facts.PeriodEnd.DayNumber - facts.PeriodStart.DayNumber + 1,
        FormulaNumber.MeterSize => facts.MeterSize,
        FormulaNumber.Overdue => facts.Overdue.Pesos,
        FormulaNumber.Carried => facts.Carried,
        _ => facts.PeriodEnd.Month,
    };

    public override string Text(FormulaText name) => name switch
    {
        FormulaText.Use => plan.Use,
        FormulaText.Zone => facts.Zone,
        _ => plan.Code,
    };

    public override decimal Amount(int concept) =>
        lines.Where(line => line.Concept == concept).Sum(line => line.Amount);

    public override decimal? Price(int concept, decimal quantity) =>
        plan.Charges.First(charge => charge.Concept == concept).Price is PriceMethod.Table table
            ? table.Rows.Where(row => row.UpTo is null || quantity <= row.UpTo || row == table.Rows[^1])
                .Select(row => (decimal?)(row.FixedPrice + (row.UnitPrice * quantity))).First()
            : null;

    public override bool Has(ServiceFlags service) => facts.Services.HasFlag(service);

    public override bool IsIn(string programme) => facts.Programmes.Contains(programme);

    private static decimal Share(decimal share)
    {
        decimal whole = decimal.Floor(share);
        return share - whole > 0.5m ? whole + 1 : whole;
    }
}
