using Strangler.Core.Expressions;

namespace Strangler.Core.Rating;

/// <summary>What formulas see.</summary>
internal sealed partial class RatingState
{
    public override decimal Number(FormulaNumber name) => name switch
    {
        FormulaNumber.M3 => Facts.Quantity,
        FormulaNumber.PerUnit => PerUnit,
        FormulaNumber.Units => Units,
        FormulaNumber.Days => Facts.Days,
        FormulaNumber.PeriodDays => PeriodDays,
        FormulaNumber.MeterSize => MeterSize,
        FormulaNumber.Overdue => Facts.Overdue.Pesos,
        FormulaNumber.Carried => Facts.Carried,
        _ => Facts.PeriodEnd.Month,
    };

    public override string Text(FormulaText name) => name switch
    {
        FormulaText.Use => Plan.Plan.Use,
        FormulaText.Zone => Facts.Zone,
        _ => Plan.Plan.Code,
    };

    /// <summary>As for the whole period: what the formula gives is shared out by days afterwards.</summary>
    public override decimal Amount(int concept)
    {
        int slot = Array.IndexOf(Plan.Concepts, concept);
        decimal amount = slot < 0 ? 0 : AmountAt(slot);
        return _segmentFrom == 0 && _segmentTo == _segmentOf || amount == 0
            ? amount : amount * _segmentOf / (_segmentTo - _segmentFrom);
    }

    public override decimal? Price(int concept, decimal quantity) => Plan.PriceOf(concept, quantity);

    public override bool Has(ServiceFlags service) => (Facts.Services & service) == service;

    public override bool IsIn(string programme)
    {
        IReadOnlyList<string> programmes = Facts.Programmes;
        for (int at = 0; at < programmes.Count; at++)
        {
            if (string.Equals(programmes[at], programme, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
