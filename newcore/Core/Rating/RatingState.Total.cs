using Strangler.Core.Identity;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>Steps nine and ten: taxes, and the total with its rounding and what is carried.</summary>
internal sealed partial class RatingState
{
    private decimal _exactTax;

    public void Finish()
    {
        if (Plan.HasModifiers)
        {
            Modify();
        }

        if (Facts.Events.Count + Facts.Usage.Count > 0)
        {
            CountUnpriced();
        }

        long tax = 0;
        long gross = 0;
        _exactTax = 0;
        foreach (ref RatedLine line in Bill.Changeable)
        {
            if (line.TaxMillionths != 0)
            {
                TakeTax(ref line);
            }
            else if (!Plan.LineCentavos && line.Rule?.Tax == TaxTiming.Included && !line.Informational)
            {
                _exactTax += line.Exact - line.Value(centavos: false);
            }

            tax += line.Tax.Centavos;
            gross += line.Amount.Centavos;
        }

        Bill.Tax = new Money(tax);
        Round(gross + tax);
    }

    private void TakeTax(ref RatedLine line)
    {
        bool discounted = line.Allocated != 0 && line.Rule?.Tax == TaxTiming.OnFinalPrice;
        if (discounted)
        {
            line.TaxBase = Money.FromPesos(line.Value(Plan.LineCentavos) + line.Allocated);
        }

        long basis = line.TaxBase.Centavos;
        if (!Plan.LineCentavos)
        {
            decimal exact = (line.Value(centavos: false) + (discounted ? line.Allocated : 0)) * line.TaxRate;
            _exactTax += exact;
            line.Tax = Money.FromPesos(exact);
        }
        else
        {
            line.Tax = line.TaxMillionths > 0 && Math.Abs(basis) <= Scaled.HighestAmount
                ? new Money(Scaled.ShareOf(basis, line.TaxMillionths))
                : Money.FromPesos(line.TaxBase.Pesos * line.TaxRate);
        }
    }

    private void Round(long gross)
    {
        RoundingPolicy policy = Plan.Plan.Rounding;
        decimal exact = (Plan.LineCentavos ? Scaled.ToDecimal(gross, 2) : ExactGross())
            + (policy.CarryRemainder ? Facts.Carried : 0);
        decimal total = ToStep(exact, policy.BillStep);
        Bill.Total = Money.FromPesos(total);
        Bill.Carried = policy.CarryRemainder ? exact - total : 0;
        if (Bill.Total.Centavos != gross)
        {
            ref RatedLine line = ref Bill.Add();
            line.Plan = Plan.Plan;
            (line.Concept, line.Part, line.Quantity) = (RatedBill.RoundingConcept, 1, 1);
            line.Amount = new Money(Bill.Total.Centavos - gross);
            line.Exact = line.Amount.Pesos;
        }
    }

    private decimal ExactGross()
    {
        decimal sum = _exactTax;
        foreach (ref readonly RatedLine line in Bill.Lines)
        {
            sum += line.Value(centavos: false);
        }

        return sum;
    }

    /// <summary>A multiple of the step, half a step away from zero.</summary>
    private static decimal ToStep(decimal pesos, decimal step) => step switch
    {
        1m => decimal.Round(pesos, 0, MidpointRounding.AwayFromZero),
        0.01m => decimal.Round(pesos, 2, MidpointRounding.AwayFromZero),
        _ => decimal.Round(pesos / step, 0, MidpointRounding.AwayFromZero) * step,
    };
}
