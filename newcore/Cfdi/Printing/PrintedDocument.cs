using System.Globalization;
using Strangler.Cfdi.Stamping;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Printing;

/// <summary>A document's elements by what they are for.</summary>
internal sealed class PrintedDocument
{
    public PrintedDocument(Element root)
    {
        Root = root;
        Issuer = root.Child("Emisor")!;
        Receiver = root.Child("Receptor")!;
        for (Element? addendum = root.Child("Complemento"); addendum is not null; addendum = addendum.Twin())
        {
            for (Element? part = addendum.First; part is not null; part = part.Next)
            {
                Stamp = part is { Name: "TimbreFiscalDigital", Space: Vocabulary.Stamp } ? StampIn(part) : Stamp;
                Payments = part is { Name: "Pagos", Space: Vocabulary.Payments } ? part : Payments;
            }
        }

        LineCount = Lines.Count();
    }

    public Element Root { get; }

    public Element Issuer { get; }

    public Element Receiver { get; }

    /// <summary>Null while it is not stamped.</summary>
    public FiscalStamp? Stamp { get; }

    /// <summary>The payments that a document of type P is about.</summary>
    public Element? Payments { get; }

    public int LineCount { get; }

    public IEnumerable<Element> Lines => Children(Root.Child("Conceptos")!, "Concepto");

    public Element? Global => Root.Child("InformacionGlobal");

    public string Number => Root["Serie"] is { } series ? $"{series}-{Root["Folio"]}" : Root["Folio"] ?? "";

    public string Kind => Root["TipoDeComprobante"] switch
    {
        "I" when Global is not null => "FACTURA GLOBAL",
        "I" => "FACTURA",
        "E" => "NOTA DE CRÉDITO",
        "P" => "COMPROBANTE DE PAGO",
        _ => "COMPROBANTE FISCAL",
    };

    public bool IsIncome => Root["TipoDeComprobante"] == "I";

    /// <summary>What it is about: of payments their sum, of all else the total.</summary>
    public string Total => Payments?.Child("Totales")?["MontoTotalPagos"] ?? Root["Total"] ?? "0";

    public static IEnumerable<Element> Children(Element parent, string name)
    {
        for (Element? child = parent.Child(name); child is not null; child = child.Twin())
        {
            yield return child;
        }
    }

    /// <summary>With thousands and two decimals; nothing where there is nothing.</summary>
    public static string Amount(string? text) =>
        text is null ? "" : string.Create(CultureInfo.InvariantCulture, $"${ValueOf(text):N2}");

    /// <summary>As many decimals as it needs, two at least.</summary>
    public static string Price(string? text) =>
        text is null ? "" : string.Create(CultureInfo.InvariantCulture, $"${ValueOf(text):#,0.00####}");

    public static string Quantity(string? text) =>
        text is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{ValueOf(text):#,0.######}");

    public static decimal ValueOf(string? text) => Validation.Tree.Number.Of(text).Value;

    private static FiscalStamp StampIn(Element part) => new(
        part["Version"] ?? "", part["UUID"] ?? "", part["FechaTimbrado"] ?? "", part["RfcProvCertif"] ?? "",
        part["Leyenda"], part["SelloCFD"] ?? "", part["NoCertificadoSAT"] ?? "", part["SelloSAT"] ?? "");
}
