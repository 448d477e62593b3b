using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Reconciling;

/// <summary>What a provider keeps, by contract: for statements that do not say it.</summary>
/// <param name="Percent">Of each payment.</param>
/// <param name="Each">Of each payment, besides.</param>
/// <param name="TaxPercent">IVA of the fee.</param>
public sealed record FeeTerms(decimal Percent, Money Each, decimal TaxPercent)
{
    /// <summary>Nothing is kept.</summary>
    public static readonly FeeTerms None = new(0, Money.Zero, 0);

    /// <summary>Centavos: whoever rounds every payment by itself differs from whoever rounds their sum.</summary>
    private const int MostRounding = 100;

    /// <summary>Fees are rounded to the centavo, half away from zero, each kind in sum.</summary>
    /// <param name="net">What came of <paramref name="gross"/>.</param>
    /// <returns>Null where the terms do not explain the difference.</returns>
    public Cost? Explain(Money gross, int payments, Money net)
    {
        if (this == None || gross <= Money.Zero)
        {
            return null;
        }

        Cost cost = Of(gross, payments);
        Money rounding = gross - cost.Total - net;
        return Math.Abs(rounding.Centavos) <= Math.Min(payments, MostRounding)
            ? cost with { Rounding = rounding } : null;
    }

    /// <summary>What is kept of so much, before any rounding of each payment.</summary>
    public Cost Of(Money gross, int payments)
    {
        decimal fee = (gross.Pesos * Percent / 100) + (Each.Pesos * payments);
        return new Cost(Money.FromPesos(fee), Money.FromPesos(fee * TaxPercent / 100), Money.Zero);
    }
}
