namespace Strangler.Cfdi.Documents;

/// <summary>The summary of a document, worked out from its lines in this one place.</summary>
/// <param name="Discount">Null where no line has one.</param>
/// <param name="Taxes">One row for each factor and rate, in order of first line; two decimals.</param>
/// <param name="TotalTax">The rows' sum; null where nothing, or only what is exempt, is taxed.</param>
public sealed record DocumentTotals(
    decimal SubTotal, decimal? Discount, IReadOnlyList<VatAmount> Taxes, decimal? TotalTax, decimal Total)
{
    /// <summary>Of a payment: literally 0, without decimals.</summary>
    public static readonly DocumentTotals Nothing = new(0m, null, [], null, 0m);

    /// <summary>
    /// Sums are taken of what stands on the lines and rounded once. The total is exactly their sum, so no tolerance of
    /// the tax authority is needed.
    /// </summary>
    public static DocumentTotals Of(IReadOnlyList<DocumentLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        (decimal amount, decimal discount, bool discounted) = (0, 0, false);
        List<VatAmount> rows = new(2);
        for (int at = 0; at < lines.Count; at++)
        {
            DocumentLine line = lines[at];
            amount += line.Amount;
            discount += line.Discount ?? 0;
            discounted |= line.Discount is not null;
            for (int tax = 0; tax < line.Taxes.Count; tax++)
            {
                Add(rows, line.Taxes[tax]);
            }
        }

        decimal? totalTax = Round(rows);
        (decimal sub, decimal less) = (Amounts.Two(amount), Amounts.Two(discount));
        return new DocumentTotals(
            sub, discounted ? less : null, rows, totalTax, Amounts.Two(sub - less + (totalTax ?? 0)));
    }

    /// <summary>Adds a tax to the row of its factor and rate.</summary>
    internal static void Add(List<VatAmount> rows, VatAmount tax)
    {
        int at = 0;
        while (at < rows.Count && !rows[at].SharesRowWith(tax))
        {
            at++;
        }

        if (at == rows.Count)
        {
            rows.Add(tax);
            return;
        }

        rows[at] = rows[at] with { Base = rows[at].Base + tax.Base, Amount = rows[at].Amount + tax.Amount };
    }

    private static decimal? Round(List<VatAmount> rows)
    {
        decimal? total = null;
        for (int at = 0; at < rows.Count; at++)
        {
            VatAmount row = rows[at];
            rows[at] = row with { Base = Amounts.Two(row.Base), Amount = Amounts.Two(row.Amount) };
            if (row.Factor == VatFactor.Rate)
            {
                total = Amounts.Two((total ?? 0) + rows[at].Amount);
            }
        }

        return total;
    }
}
