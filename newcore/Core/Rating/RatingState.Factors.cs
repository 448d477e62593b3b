using Strangler.Core.Identity;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>What units, season, correctors, minimum and days make of a price: decimals throughout.</summary>
internal sealed partial class RatingState
{
    private const decimal DaysOfMonth = 30;

    /// <summary>Adds a line priced with decimals: everything that is not a plain price of a whole period.</summary>
    public void AddPriced(CompiledCharge charge, in PricedPart part)
    {
        if (Bill.Problem is not null)
        {
            return;
        }

        Charge rule = charge.Rule;
        ref RatedLine line = ref Open(charge);
        line.Quantity = part.Quantity;
        line.FixedPrice = part.FixedPrice;
        line.UnitPrice = part.UnitPrice;
        line.UpTo = part.UpTo;
        line.Row = part.Row;
        line.Item = part.Item;
        line.MeterSize = part.MeterSize;
        line.Season = _season;

        decimal fixedPrice = part.Kind == PricedKind.Part && Split
            ? part.FixedPrice * (ShareTo - ShareFrom) / ShareOf : part.FixedPrice;
        decimal price = part.Pesos ?? (fixedPrice + (part.UnitPrice * part.Quantity));
        decimal factor = _corrector;
        if (_season is not null && rule.SeasonFactors.TryGetValue(_season, out decimal seasonal))
        {
            factor *= seasonal;
        }

        if (rule.PerUnit && part.Kind is PricedKind.Whole or PricedKind.Part)
        {
            factor *= Units;
        }

        decimal minimum = part.Several ? 0 : MinimumOf(rule, part.Kind);
        decimal exact = price * factor;
        if (minimum > 0 && minimum > exact)
        {
            (exact, factor, line.Minimum) = (minimum, 1, true);
        }

        line.Exact = Shared(rule, part.Kind, exact);
        line.Factor = Shared(rule, part.Kind, factor);
        CloseExact(ref line, charge);
    }

    /// <summary>Where several lines of a charge together stay below its minimum, the difference is one more.</summary>
    public void TopUp(CompiledCharge charge, int firstLine)
    {
        Charge rule = charge.Rule;
        if (rule.MinimumAmount == 0 || Bill.Problem is not null)
        {
            return;
        }

        decimal least = Shared(rule, PricedKind.Whole, rule.MinimumAmount);
        decimal sum = 0;
        foreach (ref readonly RatedLine line in Bill.Lines[firstLine..])
        {
            sum += line.Exact;
        }

        if (least > sum)
        {
            ref RatedLine line = ref Open(charge);
            (line.FixedPrice, line.Exact, line.Row, line.Minimum) = (least - sum, least - sum, int.MaxValue, true);
            CloseExact(ref line, charge);
        }
    }

    private decimal MinimumOf(Charge rule, PricedKind kind) => kind == PricedKind.Part && Split
        ? rule.MinimumAmount * (ShareTo - ShareFrom) / ShareOf : rule.MinimumAmount;

    /// <summary>The part that days in service and the part of the period leave; divides once, last.</summary>
    private decimal Shared(Charge rule, PricedKind kind, decimal pesos)
    {
        if (kind == PricedKind.Once)
        {
            return pesos;
        }

        long over = 1;
        long under = 1;
        if (rule.Proration == Proration.DaysOfThirty)
        {
            pesos *= decimal.Round(Facts.Days / DaysOfMonth, 3, MidpointRounding.AwayFromZero);
        }
        else if (rule.Proration == Proration.DaysOfPeriod)
        {
            (over, under) = (Facts.Days, PeriodDays);
        }

        if (Split && kind is PricedKind.Whole or PricedKind.Formula)
        {
            (over, under) = (over * (ShareTo - ShareFrom), under * ShareOf);
        }
        else if (Split && kind == PricedKind.Derived)
        {
            (over, under) = (over * (_spanLast - _spanFirst + 1), under * SegmentDays);
        }

        return over == under ? pesos : pesos * over / under;
    }

    private void CloseExact(ref RatedLine line, CompiledCharge charge)
    {
        if (charge.Shown)
        {
            line.Informational = true;
            line.Exact = charge.Rule.Obsolete ? 0 : line.Exact;
            return;
        }

        long centavos = Money.FromPesos(line.Exact).Centavos;
        if (Split)
        {
            centavos = Money.FromPesos(line.Exact + Before(in line, out Money already)).Centavos - already.Centavos;
        }

        if (charge.Rule.Tax == TaxTiming.Included)
        {
            decimal rate = CompiledTax.On(charge.Taxes, Facts.PeriodEnd.DayNumber).Rate;
            Money price = new(centavos);
            centavos = Money.FromPesos(price.Pesos / (1 + rate)).Centavos;
            Close(ref line, charge, centavos);
            line.Tax = price - line.Amount;
            line.TaxMillionths = 0;
        }
        else
        {
            Close(ref line, charge, centavos);
        }

        if (!Plan.LineCentavos)
        {
            _exactSums[charge.Slot] += line.Value(centavos: false);
        }
    }

    /// <summary>
    /// What the same row of the same charge came to in the parts before: so that parts add up to the whole.
    /// </summary>
    private decimal Before(in RatedLine line, out Money already)
    {
        decimal exact = 0;
        already = Money.Zero;
        foreach (ref readonly RatedLine other in Bill.Lines[..^1])
        {
            if (other.Concept == line.Concept && other.Part == line.Part && other.Row == line.Row
                && other.Item == line.Item && !other.Informational && other.Modifier is null)
            {
                exact += other.Exact;
                already += other.Rule?.Tax == TaxTiming.Included ? other.Amount + other.Tax : other.Amount;
            }
        }

        return exact;
    }
}
