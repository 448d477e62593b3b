using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Billing;

/// <summary>No bill asks for less than nothing: what is below zero is carried to the next one (S4).</summary>
public static class NonNegativeTotal
{
    /// <summary>The concept of rounding lines; part 1 rounds, part 2 carries a credit.</summary>
    public const int RoundingConcept = 99;

    public const int CarriedCreditPart = 2;

    /// <returns>Whether a credit is carried: then the total is zero and a line says how much.</returns>
    public static bool Apply(RatedBill bill, TariffPlan plan)
    {
        if (bill.Total >= Money.Zero)
        {
            return false;
        }

        Money credit = Money.Zero - bill.Total;
        ref RatedLine line = ref bill.Add();
        line.Plan = plan;
        line.Concept = RoundingConcept;
        line.Part = CarriedCreditPart;
        line.Quantity = 1;
        line.Amount = credit;
        line.Exact = credit.Pesos;
        bill.Total = Money.Zero;
        bill.Carried -= credit.Pesos;
        return true;
    }

    /// <summary>
    /// Of a remainder carried, what is a customer's credit: below a whole peso it is only rounding.
    /// </summary>
    public static Money CreditIn(decimal carried) => carried <= -1 ? Money.FromPesos(-carried) : Money.Zero;
}
