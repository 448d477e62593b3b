using System.Globalization;
using Strangler.Cfdi.Documents;
using Strangler.Core.Identity;
using Strangler.Core.Rating;

namespace Strangler.Cfdi.Building;

/// <summary>
/// Makes a bill's lines into lines of a document. Lines below zero become discounts on others of their rate; what comes
/// to nothing is left out, for it cannot be stamped.
/// </summary>
internal sealed class LineMaker(FiscalTable table, InvoiceFacts facts, bool credit)
{
    private const decimal NearEnough = 0.0005m;
    private readonly List<DocumentRefusal> _findings = [];

    /// <summary>Warnings, or refusals where the table says that other rates are refused.</summary>
    public IReadOnlyList<DocumentRefusal> Findings => _findings;

    /// <summary>Without the rounding, which is made anew.</summary>
    /// <param name="metred">
    /// Cubic metres as quantities, where a price of six decimals comes near enough; else every line is one unit and its
    /// amount exactly the bill's.
    /// </param>
    public List<DocumentLine> Make(bool metred)
    {
        _findings.Clear();
        Money[] discounts = new DiscountSpread(facts.Lines).Spread();
        List<DocumentLine> lines = new(facts.Lines.Count);
        for (int at = 0; at < facts.Lines.Count; at++)
        {
            ChargedLine charged = facts.Lines[at];
            if (charged.Concept != RatedBill.RoundingConcept && charged.Amount > discounts[at])
            {
                lines.Add(Line(charged, discounts[at], metred));
            }
        }

        return lines;
    }

    private DocumentLine Line(ChargedLine charged, Money discount, bool metred)
    {
        DocumentLine line = Priced(charged, metred);
        line = discount > Money.Zero ? line.Discounted(discount.Pesos) : line;
        ConceptTax? tax = table.TaxOf(charged.Concept, facts.Use, facts.Issued);
        if (tax is null || tax.Rate != charged.TaxRate)
        {
            _findings.Add(new DocumentRefusal(
                "DOC-TAX", $"Concept {charged.Concept}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"It was billed with {charged.TaxRate:0.######}, and the fiscal table has ")
                + (tax is null ? "no tax of that day for it." : $"{tax.Rate:0.######} for it: {tax.Evidence}.")));
            return line.Taxed(charged.TaxRate);
        }

        return tax.Object == SatKeys.NotTaxable ? line
            : tax.Factor == VatFactor.Exempt ? line.Exempt() : line.Taxed(tax.Rate);
    }

    private DocumentLine Priced(ChargedLine charged, bool metred)
    {
        ConceptKey key = table.KeyOf(charged.Concept);
        string name = key.Name
            ?? (string.IsNullOrWhiteSpace(charged.Name) ? $"Concepto {charged.Concept}" : charged.Name);
        decimal amount = charged.Amount.Pesos;
        if (credit)
        {
            return DocumentLine.Priced(SatKeys.BillingService, SatKeys.Activity, name, 1, amount);
        }

        bool hasMetres = key.Unit == SatKeys.CubicMetre && charged.Quantity > 0;
        if (hasMetres && metred)
        {
            decimal quantity = Amounts.Short(charged.Quantity);
            decimal price = Amounts.Short(amount / quantity);
            if (price > 0 && Math.Abs((quantity * price) - amount) <= NearEnough)
            {
                return DocumentLine.Priced(key.Product, key.Unit, name, quantity, price);
            }
        }

        string said = hasMetres
            ? string.Create(CultureInfo.InvariantCulture, $"{name} ({charged.Quantity:0.######} m3)")
            : name;
        string unit = key.Unit == SatKeys.CubicMetre ? SatKeys.ServiceUnit : key.Unit;
        return DocumentLine.Priced(key.Product, unit, said, 1, amount);
    }
}
