namespace Strangler.Cfdi.Documents;

/// <summary>A line (Concepto).</summary>
/// <param name="ProductKey">c_ClaveProdServ, eight digits.</param>
/// <param name="ItemNumber">The issuer's own; of a global document the receipt's folio. To 100 characters.</param>
/// <param name="Quantity">Above zero, to six decimals.</param>
/// <param name="UnitKey">c_ClaveUnidad.</param>
/// <param name="Unit">The unit in words; to 20 characters.</param>
/// <param name="Description">To 1,000 characters.</param>
/// <param name="Amount">Quantity times price before discount, six decimals.</param>
/// <param name="Discount">Not above the amount, as many decimals as it; null without.</param>
/// <param name="TaxObject">c_ObjetoImp.</param>
/// <param name="Taxes">One for each rate; empty unless the object is 02.</param>
public sealed record DocumentLine(
    string ProductKey, string? ItemNumber, decimal Quantity, string UnitKey, string? Unit, string Description,
    decimal UnitPrice, decimal Amount, decimal? Discount, string TaxObject, IReadOnlyList<VatAmount> Taxes)
{
    /// <summary>Priced: quantity times price, to six decimals; no discount and no tax yet.</summary>
    public static DocumentLine Priced(
        string productKey, string unitKey, string description, decimal quantity, decimal unitPrice)
    {
        (decimal count, decimal price) = (Amounts.Short(quantity), Amounts.Short(unitPrice));
        return new DocumentLine(
            productKey, null, count, unitKey, null, description, price, Amounts.Six(count * price), null,
            SatKeys.NotTaxable, []);
    }

    /// <summary>What is left after the discount.</summary>
    public decimal Net => Amount - (Discount ?? 0);

    public DocumentLine Discounted(decimal discount) => this with { Discount = Amounts.Six(discount) };

    /// <summary>Taxed on what is left after its discount.</summary>
    public DocumentLine Taxed(decimal rate) =>
        this with { TaxObject = SatKeys.Taxable, Taxes = [VatAmount.Of(Net, rate)] };

    /// <summary>An act of the law on value added tax that is exempt.</summary>
    public DocumentLine Exempt() => this with { TaxObject = SatKeys.Taxable, Taxes = [VatAmount.Exempt(Net)] };
}
