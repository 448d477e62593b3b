using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>A document as its rules look at it: numbers parsed and taxes summed once.</summary>
internal sealed class DocumentFacts : IFacts
{
    public const string Peso = "MXN";
    public const string NoCurrency = "XXX";
    public const string PublicRfc = "XAXX010101000";
    public const string ForeignRfc = "XEXX010101000";

    private DocumentFacts(Element root, ValidationContext context)
    {
        Element = root;
        Context = context;
        Type = this["TipoDeComprobante"];
        Currency = this["Moneda"];
        Decimals = SatCatalogues.CurrencyDecimals(Currency);
        SubTotal = Number.Of(root["SubTotal"]);
        Discount = Number.Of(root["Descuento"]);
        Total = Number.Of(root["Total"]);
        Global = PlaceFacts.All(root, "InformacionGlobal");
        Issuer = PlaceFacts.All(root, "Emisor");
        Receiver = PlaceFacts.All(root, "Receptor");
        Summary = root.Child("Impuestos");
        Transfers = TaxFacts.MarkRepeated(TaxFacts.All(Summary, TaxNames.Transfer));
        Withholdings = TaxFacts.MarkRepeated(TaxFacts.All(Summary, TaxNames.Withholding));
        IssuedAt = IssueTime.TryParse(this["Fecha"], IssueTime.OffsetOf(this["LugarExpedicion"]), out var time)
            ? time : null;
    }

    public Element Element { get; }

    public ValidationContext Context { get; }

    public string Type { get; }

    public string Currency { get; }

    /// <summary>Decimals of the currency.</summary>
    public int Decimals { get; }

    public Number SubTotal { get; }

    public Number Discount { get; }

    public Number Total { get; }

    /// <summary>Null where the date is none.</summary>
    public DateTimeOffset? IssuedAt { get; }

    /// <summary>One or none; a second is refused by the structure and judged too.</summary>
    public List<PlaceFacts> Global { get; }

    public List<PlaceFacts> Issuer { get; }

    public List<PlaceFacts> Receiver { get; }

    public List<LineFacts> Lines { get; } = [];

    public Element? Summary { get; }

    public List<TaxFacts> Transfers { get; }

    public List<TaxFacts> Withholdings { get; }

    public TaxSums LineTransfers { get; } = new();

    public TaxSums LineWithholdings { get; } = new();

    /// <summary>Lines have transferred taxes, and all of them are exempt.</summary>
    public bool OnlyExempt { get; private set; }

    public PaymentBookFacts? Payments { get; private set; }

    public bool HasForeignTrade { get; private set; }

    /// <summary>Local taxes charged less those withheld, of the complement implocal.</summary>
    public decimal LocalTaxes { get; private set; }

    public bool IsPayment => Type == "P";

    /// <summary>Income, credit or payroll: the types whose amounts are those of their lines.</summary>
    public bool HasAmounts => Type is "I" or "E" or "N";

    /// <summary>Goods on their way, or a payment: the types without amounts.</summary>
    public bool HasNoAmounts => Type is "T" or "P";

    public string IssuerRfc => Issuer.Count == 0 ? "" : Issuer[0]["Rfc"];

    public string ReceiverRfc => Receiver.Count == 0 ? "" : Receiver[0]["Rfc"];

    public string this[string name] => Element[name] ?? "";

    public static DocumentFacts Read(Element root, ValidationContext context)
    {
        DocumentFacts document = new(root, context);
        document.ReadLines();
        document.ReadComplements();
        return document;
    }

    public bool Has(string name) => Element.Has(name);

    /// <summary>The decimals of an amount are no more than the currency has.</summary>
    public bool Allows(Number amount) => amount.Decimals <= Decimals;

    private void ReadLines()
    {
        bool exempt = false;
        bool taxed = false;
        for (Element? line = Element.Child("Conceptos")?.Child("Concepto"); line is not null; line = line.Twin())
        {
            LineFacts facts = new(line);
            Lines.Add(facts);
            foreach (TaxFacts tax in facts.Transfers)
            {
                LineTransfers.Add(tax);
                exempt |= tax.IsExempt;
                taxed |= !tax.IsExempt;
            }

            facts.Withholdings.ForEach(tax => LineWithholdings.AddWithheld(tax));
        }

        OnlyExempt = exempt && !taxed;
    }

    private void ReadComplements()
    {
        for (Element? child = Element.Child("Complemento")?.First; child is not null; child = child.Next)
        {
            if (child is { Space: Vocabulary.Payments, Name: "Pagos" })
            {
                Payments ??= new PaymentBookFacts(child);
            }
            else if (child.Space == Vocabulary.ForeignTrade)
            {
                HasForeignTrade = true;
            }
            else if (child is { Space: Vocabulary.LocalTaxes, Name: "ImpuestosLocales" })
            {
                LocalTaxes += Number.Of(child["TotaldeTraslados"]).Value - Number.Of(child["TotaldeRetenciones"]).Value;
            }
        }
    }
}
