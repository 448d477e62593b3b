using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>A line of a document.</summary>
internal sealed class LineFacts : IFacts
{
    public LineFacts(Element element)
    {
        Element = element;
        Product = element["ClaveProdServ"] ?? "";
        TaxObject = element["ObjetoImp"] ?? "";
        Quantity = Number.Of(element["Cantidad"]);
        UnitPrice = Number.Of(element["ValorUnitario"]);
        Amount = Number.Of(element["Importe"]);
        Discount = Number.Of(element["Descuento"]);
        Taxes = element.Child("Impuestos");
        Transfers = TaxFacts.All(Taxes, TaxNames.Transfer);
        Withholdings = TaxFacts.All(Taxes, TaxNames.Withholding);
        for (Element? part = element.Child("Parte"); part is not null; part = part.Twin())
        {
            Parts.Add(new PartFacts(part));
        }

        ThirdParties = PlaceFacts.All(element, "ACuentaTerceros");
        Customs = PlaceFacts.All(element, "InformacionAduanera");
    }

    public Element Element { get; }

    public string Product { get; }

    public string TaxObject { get; }

    public Number Quantity { get; }

    public Number UnitPrice { get; }

    public Number Amount { get; }

    public Number Discount { get; }

    public Element? Taxes { get; }

    public List<TaxFacts> Transfers { get; }

    public List<TaxFacts> Withholdings { get; }

    public List<PartFacts> Parts { get; } = [];

    public List<PlaceFacts> ThirdParties { get; }

    public List<PlaceFacts> Customs { get; }

    public string this[string name] => Element[name] ?? "";

    public bool Has(string name) => Element.Has(name);

    public bool Charges(string tax) => Transfers.Exists(entry => entry.Tax == tax);

    public bool Withholds(string tax) => Withholdings.Exists(entry => entry.Tax == tax);
}
