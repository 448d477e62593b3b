using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>One payment of a complement.</summary>
internal sealed class PaymentFacts : IFacts
{
    public PaymentFacts(Element element)
    {
        Element = element;
        Form = element["FormaDePagoP"] ?? "";
        Currency = element["MonedaP"] ?? "";
        Rate = Number.Of(element["TipoCambioP"]);
        Amount = Number.Of(element["Monto"]);
        Element? taxes = element.Child("ImpuestosP");
        Transfers = TaxFacts.MarkRepeated(TaxFacts.All(taxes, TaxNames.PaymentTransfer));
        Withholdings = TaxFacts.MarkRepeated(TaxFacts.All(taxes, TaxNames.PaymentWithholding));
        for (Element? related = element.Child("DoctoRelacionado"); related is not null; related = related.Twin())
        {
            RelatedFacts invoice = new(related);
            Related.Add(invoice);
            invoice.Transfers.ForEach(tax => TransferSums.Add(tax, invoice.Divisor));
            invoice.Withholdings.ForEach(tax => WithholdingSums.AddWithheld(tax, invoice.Divisor));
        }
    }

    public Element Element { get; }

    public string Form { get; }

    public string Currency { get; }

    public Number Rate { get; }

    public Number Amount { get; }

    public List<RelatedFacts> Related { get; } = [];

    public List<TaxFacts> Transfers { get; }

    public List<TaxFacts> Withholdings { get; }

    /// <summary>Of the related documents, in the currency of the payment.</summary>
    public TaxSums TransferSums { get; } = new();

    /// <summary>Of the related documents, in the currency of the payment.</summary>
    public TaxSums WithholdingSums { get; } = new();

    /// <summary>Pesos to one of the payment's currency; 1 where the payment does not say.</summary>
    public decimal PesosEach => Rate is { Is: true, Value: > 0 } ? Rate.Value : 1;

    public bool IsOneCurrency => Related.TrueForAll(related => related.Currency == Currency);

    public bool OnlyExempt => Related.Exists(related => related.Transfers.Count > 0)
        && Related.TrueForAll(related => related.Transfers.TrueForAll(tax => tax.IsExempt));

    public string this[string name] => Element[name] ?? "";

    public bool Has(string name) => Element.Has(name);
}
