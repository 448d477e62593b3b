namespace Strangler.Cfdi.Documents;

/// <summary>Payments received (complement Pagos 2.0).</summary>
/// <param name="Total">The payments' sum in pesos, two decimals.</param>
/// <param name="Taxes">Their taxes by rate, two decimals; the row of what is exempt has only a base.</param>
public sealed record PaymentComplement(
    IReadOnlyList<DocumentPayment> Payments, decimal Total, IReadOnlyList<VatAmount> Taxes)
{
    /// <summary>Totals are the rounded sums of what the payments say.</summary>
    public static PaymentComplement Of(IReadOnlyList<DocumentPayment> payments)
    {
        ArgumentNullException.ThrowIfNull(payments);
        List<VatAmount> rows = new(2);
        decimal total = 0;
        foreach (DocumentPayment payment in payments)
        {
            total += payment.Amount;
            foreach (VatAmount tax in payment.Taxes)
            {
                DocumentTotals.Add(rows, tax);
            }
        }

        return new PaymentComplement(
            payments, Amounts.Two(total),
            [.. rows.Select(row => row with { Base = Amounts.Two(row.Base), Amount = Amounts.Two(row.Amount) })]);
    }
}
