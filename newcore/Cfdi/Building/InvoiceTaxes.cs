using Strangler.Cfdi.Documents;

namespace Strangler.Cfdi.Building;

/// <summary>A document's taxes by rate before they are rounded, to be shared out among its payments.</summary>
public static class InvoiceTaxes
{
    public static IReadOnlyList<VatAmount> Of(CfdiDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        List<VatAmount> rows = new(2);
        foreach (DocumentLine line in document.Lines)
        {
            foreach (VatAmount tax in line.Taxes)
            {
                DocumentTotals.Add(rows, tax);
            }
        }

        return rows;
    }

    /// <summary>
    /// A payment's part. Bases are shared out by what is paid so far of the total, so that the bases of all payments
    /// are
    /// exactly the document's; each tax is its base times the rate, so that no tolerance is needed.
    /// </summary>
    internal static IReadOnlyList<VatAmount> PartOf(PaidInvoice invoice)
    {
        decimal total = invoice.Total.Pesos;
        decimal before = invoice.PaidBefore.Pesos / total;
        decimal after = (invoice.PaidBefore + invoice.Paid).Pesos / total;
        return
        [
            .. invoice.Taxes.Select(tax =>
            {
                decimal taxed = Math.Max(0.000001m, Amounts.Six(tax.Base * after) - Amounts.Six(tax.Base * before));
                return tax.Factor == VatFactor.Exempt ? VatAmount.Exempt(taxed) : VatAmount.Of(taxed, tax.Rate);
            }),
        ];
    }
}
