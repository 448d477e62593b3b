using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Billing;

/// <summary>No bill asks for less than nothing: what is below zero is carried to the next one.</summary>
public static class NonNegativeTotal
{
    /// <summary>Of the rounding concept, whose part 1 rounds.</summary>
    public const int CreditPart = 2;

    /// <summary>
    /// The credit is carried with the rounding remainder where the plan carries one; else it is left to the customer's
    /// balance.
    /// </summary>
    /// <returns>Whether there is a credit: then the total is zero and a line says how much.</returns>
    public static bool Apply(RatedBill bill, TariffPlan plan)
    {
        if (bill.Total >= Money.Zero)
        {
            return false;
        }

        Money credit = Money.Zero - bill.Total;
        ref RatedLine line = ref bill.Add();
        line.Plan = plan;
        line.Concept = RatedBill.RoundingConcept;
        line.Part = CreditPart;
        line.Quantity = 1;
        line.Amount = credit;
        line.Exact = credit.Pesos;
        bill.Total = Money.Zero;
        bill.Carried -= plan.Rounding.CarryRemainder ? credit.Pesos : 0;
        return true;
    }

    /// <summary>
    /// Of a remainder carried, what is a customer's credit: below a whole peso it is only rounding.
    /// </summary>
    public static Money CreditIn(decimal carried) => carried <= -1 ? Money.FromPesos(-carried) : Money.Zero;

    /// <summary>What the bill itself left to the customer.</summary>
    public static Money CreditOf(RatedBill bill)
    {
        Money credit = Money.Zero;
        foreach (ref readonly RatedLine line in bill.Lines)
        {
            if (line is { Rule: null, Modifier: null, Part: CreditPart })
            {
                credit += line.Amount;
            }
        }

        return credit;
    }
}
