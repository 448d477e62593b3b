using Strangler.Core.Identity;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>From a priced quantity to a line.</summary>
internal sealed partial class RatingState
{
    private decimal _corrector = 1;

    public void RateCharge(CompiledCharge charge)
    {
        (int first, int last) = DaysOf(charge);
        if (first > last || (charge.When is { } condition && !condition.Holds(this))
            || (charge.Rule.OncePerAccount && (Facts.AccountCharged || (_byShares && _segmentFrom > 0))))
        {
            return;
        }

        if (charge.Plain && first == _firstDay && last == _lastDay)
        {
            charge.Price.AddLines(this, charge);
            return;
        }

        RateSpans(charge, first, last);
    }

    /// <summary>The days of the segment on which a charge counts; none where the last is before the first.</summary>
    private (int First, int Last) DaysOf(CompiledCharge charge)
    {
        // An event is looked at by its own day.
        if ((charge.From <= _firstDay && charge.To >= _lastDay) || charge.Price is CompiledEvents)
        {
            return (_firstDay, _lastDay);
        }

        if (Plan.Plan.ChangeInPeriod == ChangeInPeriod.Prorate)
        {
            return (Math.Max(_firstDay, charge.From), Math.Min(_lastDay, charge.To));
        }

        bool there = charge.From <= _lastDay && charge.To >= _lastDay;
        return there ? (_firstDay, _lastDay) : (_lastDay, _firstDay - 1);
    }

    public ref RatedLine Open(CompiledCharge charge)
    {
        ref RatedLine line = ref Bill.Add();
        line.Plan = Plan.Plan;
        line.Rule = charge.Rule;
        line.Concept = charge.Rule.Concept;
        line.Part = charge.Rule.Part;
        line.Quantity = 1;
        return ref line;
    }

    public ref RatedLine Open(CompiledCharge charge, int at, PriceRow row)
    {
        ref RatedLine line = ref Open(charge);
        line.Row = at;
        line.UpTo = row.UpTo;
        line.FixedPrice = row.FixedPrice;
        line.UnitPrice = row.UnitPrice;
        return ref line;
    }

    /// <summary>Sets the amount, and with it what is needed for the tax.</summary>
    public void Close(ref RatedLine line, CompiledCharge charge, long centavos)
    {
        line.Amount = new Money(centavos);
        Sums[charge.Slot] += centavos;
        if (charge.Rule.Tax != TaxTiming.None)
        {
            ref readonly CompiledTax tax = ref CompiledTax.On(charge.Taxes, Facts.PeriodEnd.DayNumber);
            line.TaxRate = tax.Rate;
            line.TaxMillionths = tax.Millionths;
            line.TaxBase = line.Amount;
        }
    }

    /// <summary>What a charge prices: of one unit where it is per unit, and no less than its minimum.</summary>
    public decimal WholeQuantityOf(CompiledCharge charge)
    {
        Charge rule = charge.Rule;
        decimal quantity = rule.PerUnit ? PerUnit : Facts.Quantity;
        if (rule.Quantity is { } formula)
        {
            Expressions.FormulaValue value = formula.Root.Evaluate(this);
            if (value.Failed || value.Number < 0)
            {
                Park(
                    value.Failed ? RatingProblemCode.FormulaFailed : RatingProblemCode.NegativeQuantity,
                    $"{rule.Name}: {formula.Text}");
                return 0;
            }

            quantity = rule.PerUnit ? UnitShare(value.Number, Units) : value.Number;
        }

        return Math.Max(quantity, rule.MinimumQuantity);
    }

    /// <summary>The same, of the part of the period in hand.</summary>
    public decimal QuantityOf(CompiledCharge charge)
    {
        decimal quantity = WholeQuantityOf(charge);
        return Split ? PartOf(quantity) : quantity;
    }

    private void RateSpans(CompiledCharge charge, int first, int last)
    {
        _corrector = 1;
        foreach (Corrector corrector in charge.Rule.Correctors)
        {
            Expressions.FormulaValue value = corrector.Factor.Root.Evaluate(this);
            if (value.Failed)
            {
                Park(RatingProblemCode.FormulaFailed, $"{corrector.Name}: {value.Failure} in {corrector.Factor.Text}");
                return;
            }

            _corrector *= value.Number;
        }

        bool seasons = charge.Rule.SeasonFactors.Count > 0;
        while (first <= last && Bill.Problem is null)
        {
            int end = last;
            _season = seasons ? SeasonOn(first, last, out end) : null;
            TakeSpan(first, end);
            charge.Price.AddLines(this, charge);
            first = end + 1;
        }

        (_corrector, _season) = (1, null);
        TakeSegment();
    }
}
