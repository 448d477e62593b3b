using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>An invoice that a payment pays.</summary>
internal sealed class RelatedFacts : IFacts
{
    public RelatedFacts(Element element)
    {
        Element = element;
        Currency = element["MonedaDR"] ?? "";
        TaxObject = element["ObjetoImpDR"] ?? "";
        Equivalence = Number.Of(element["EquivalenciaDR"]);
        Before = Number.Of(element["ImpSaldoAnt"]);
        Paid = Number.Of(element["ImpPagado"]);
        After = Number.Of(element["ImpSaldoInsoluto"]);
        Taxes = element.Child("ImpuestosDR");
        Transfers = TaxFacts.All(Taxes, TaxNames.RelatedTransfer);
        Withholdings = TaxFacts.All(Taxes, TaxNames.RelatedWithholding);
    }

    public Element Element { get; }

    public string Currency { get; }

    public string TaxObject { get; }

    /// <summary>Units of this document's currency to one of the payment's.</summary>
    public Number Equivalence { get; }

    public Number Before { get; }

    public Number Paid { get; }

    public Number After { get; }

    public Element? Taxes { get; }

    public List<TaxFacts> Transfers { get; }

    public List<TaxFacts> Withholdings { get; }

    /// <summary>What amounts are divided by; 1 where the document does not say.</summary>
    public decimal Divisor => Equivalence is { Is: true, Value: > 0 } ? Equivalence.Value : 1;
}
