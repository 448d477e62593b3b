using Strangler.Cfdi.Documents;

namespace Strangler.Cfdi.Building;

/// <summary>
/// Brings a document to the total that was billed. They may differ by the bill's own rounding, and by centavos, for a
/// bill
/// rounds each line's tax and a document the sum of all: what is missing becomes a line, what is too much a discount.
/// </summary>
internal static class ExactTotal
{
    private const decimal Centavo = 0.01m;

    /// <param name="lines">Changed in place.</param>
    /// <param name="most">How much may be made up at most, in pesos.</param>
    /// <param name="rounding">Makes the line of what is missing.</param>
    /// <returns>False where the lines are not those of the total.</returns>
    public static bool Fit(List<DocumentLine> lines, decimal total, decimal most, Func<decimal, DocumentLine> rounding)
    {
        decimal missing = total - DocumentTotals.Of(lines).Total;
        if (Math.Abs(missing) > most)
        {
            return false;
        }

        if (missing < 0 && !TakeOff(lines, total))
        {
            return false;
        }

        missing = total - DocumentTotals.Of(lines).Total;
        if (missing > 0)
        {
            lines.Add(rounding(missing));
        }

        return missing >= 0;
    }

    /// <summary>
    /// As a discount on the lines that bear it best: those without tax before those with, the largest first. With tax
    /// the total falls by one centavo or two for each centavo, so that it may fall one too far.
    /// </summary>
    private static bool TakeOff(List<DocumentLine> lines, decimal total)
    {
        foreach (int at in Enumerable.Range(0, lines.Count)
            .OrderBy(one => LowestRate(lines[one])).ThenByDescending(one => lines[one].Net))
        {
            if (TakeOffLine(lines, at, total))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>False where the line left more to be taken off others: it keeps a centavo at least.</returns>
    private static bool TakeOffLine(List<DocumentLine> lines, int at, decimal total)
    {
        DocumentLine line = lines[at];
        decimal rate = LowestRate(line);
        decimal room = (line.Taxes.Count == 0 ? line.Net : line.Taxes.MinBy(tax => tax.Rate).Base) - Centavo;
        decimal over = DocumentTotals.Of(lines).Total - total;
        decimal discount = Math.Max(Centavo, decimal.Floor(over / (1 + rate) * 100) / 100);
        for (discount = Math.Min(discount, decimal.Floor(room * 100) / 100); discount > 0; discount += Centavo)
        {
            lines[at] = Less(line, discount, rate);
            if (DocumentTotals.Of(lines).Total <= total)
            {
                return true;
            }

            if (discount + Centavo > room)
            {
                return false;
            }
        }

        return false;
    }

    private static decimal LowestRate(DocumentLine line) =>
        line.Taxes.Count == 0 ? 0 : line.Taxes.Min(tax => tax.Rate);

    /// <summary>What is taken off is no longer taxed: by the lowest of the line's rates.</summary>
    private static DocumentLine Less(DocumentLine line, decimal discount, decimal rate) =>
        line.Discounted((line.Discount ?? 0) + discount) with
        {
            Taxes =
            [
                .. line.Taxes.Select(tax => tax.Rate != rate ? tax
                    : tax.Factor == VatFactor.Exempt ? VatAmount.Exempt(tax.Base - discount)
                    : VatAmount.Of(tax.Base - discount, rate)),
            ],
        };
}
