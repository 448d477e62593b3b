namespace Strangler.Cfdi.Documents;

/// <summary>Value added tax (key 002) of a line, of a document, or of a part paid.</summary>
/// <param name="Rate">0.160000 for 16 %, always six decimals; 0 where exempt.</param>
public readonly record struct VatAmount(decimal Base, VatFactor Factor, decimal Rate, decimal Amount)
{
    /// <summary>Of a line: the base times the rate, to six decimals.</summary>
    public static VatAmount Of(decimal taxed, decimal rate)
    {
        (decimal six, decimal share) = (Amounts.Six(taxed), Amounts.Six(rate));
        return new VatAmount(six, VatFactor.Rate, share, Amounts.Six(six * share));
    }

    /// <summary>Of an exempt line.</summary>
    public static VatAmount Exempt(decimal value) =>
        new(Amounts.Six(value), VatFactor.Exempt, Amounts.Six(0), Amounts.Six(0));

    /// <summary>Whether both go into one row of a summary.</summary>
    public bool SharesRowWith(VatAmount other) => Factor == other.Factor && Rate == other.Rate;
}
