using System.Globalization;
using System.Xml.Linq;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;

namespace Strangler.Tests.Unit.Cfdi.Writing;

/// <summary>Reads XML of others into the model, amounts as they are written.</summary>
internal static class SampleReader
{
    private static readonly XNamespace Cfd = "http://www.sat.gob.mx/cfd/4";
    private static readonly XNamespace Pay = "http://www.sat.gob.mx/Pagos20";

    public static CfdiDocument Read(XElement root)
    {
        XElement issuer = root.Element(Cfd + "Emisor")!;
        XElement receiver = root.Element(Cfd + "Receptor")!;
        string place = Text(root, "LugarExpedicion");
        return new CfdiDocument
        {
            Type = Text(root, "TipoDeComprobante") switch
            {
                "I" => CfdiType.Income,
                "E" => CfdiType.Credit,
                _ => CfdiType.Payment,
            },
            Series = (string?)root.Attribute("Serie"),
            Folio = (string?)root.Attribute("Folio"),
            PaymentForm = (string?)root.Attribute("FormaPago"),
            Terms = (string?)root.Attribute("MetodoPago") switch
            {
                "PUE" => PaymentTerms.AtOnce,
                "PPD" => PaymentTerms.Later,
                _ => null,
            },
            PlaceOfIssue = place,
            Global = root.Element(Cfd + "InformacionGlobal") is { } global
                ? new GlobalPeriod(Text(global, "Periodicidad"), Text(global, "Meses"), (int)global.Attribute("Año")!)
                : null,
            Relations =
            [
                .. root.Elements(Cfd + "CfdiRelacionados").Select(relation => new Relation(
                    Text(relation, "TipoRelacion"), [.. relation.Elements().Select(one => Text(one, "UUID"))])),
            ],
            Issuer = new Issuer(Text(issuer, "Rfc"), Text(issuer, "Nombre"), Text(issuer, "RegimenFiscal"), place),
            Receiver = new Receiver(
                Text(receiver, "Rfc"), Text(receiver, "Nombre"), Text(receiver, "DomicilioFiscalReceptor"),
                Text(receiver, "RegimenFiscalReceptor"), Text(receiver, "UsoCFDI")),
            Lines = [.. root.Element(Cfd + "Conceptos")!.Elements().Select(Line)],
            Totals = new DocumentTotals(
                Amount(root, "SubTotal"), Maybe(root, "Descuento"), Rows(root.Element(Cfd + "Impuestos")),
                root.Element(Cfd + "Impuestos") is { } taxes ? Maybe(taxes, "TotalImpuestosTrasladados") : null,
                Amount(root, "Total")),
            Payments = root.Descendants(Pay + "Pagos").Select(Complement).SingleOrDefault(),
        };
    }

    private static DocumentLine Line(XElement line) => new(
        Text(line, "ClaveProdServ"), (string?)line.Attribute("NoIdentificacion"), Amount(line, "Cantidad"),
        Text(line, "ClaveUnidad"), (string?)line.Attribute("Unidad"), Text(line, "Descripcion"),
        Amount(line, "ValorUnitario"), Amount(line, "Importe"), Maybe(line, "Descuento"), Text(line, "ObjetoImp"),
        Rows(line.Element(Cfd + "Impuestos")));

    private static VatAmount[] Rows(XElement? taxes) =>
        taxes is null ? [] : [.. taxes.Descendants(Cfd + "Traslado").Select(row => Row(row, ""))];

    private static VatAmount Row(XElement row, string suffix) => new(
        Amount(row, "Base" + suffix), Text(row, "TipoFactor" + suffix) == "Exento" ? VatFactor.Exempt : VatFactor.Rate,
        Maybe(row, "TasaOCuota" + suffix) ?? 0, Maybe(row, "Importe" + suffix) ?? 0);

    private static PaymentComplement Complement(XElement element)
    {
        XElement totals = element.Element(Pay + "Totales")!;
        List<VatAmount> taxes = [];
        foreach ((string name, decimal rate) in new[] { ("16", 0.16m), ("8", 0.08m), ("0", 0m) })
        {
            if (Maybe(totals, $"TotalTrasladosBaseIVA{name}") is { } taxed)
            {
                taxes.Add(new VatAmount(
                    taxed, VatFactor.Rate, rate, Amount(totals, $"TotalTrasladosImpuestoIVA{name}")));
            }
        }

        return new PaymentComplement(
            [.. element.Elements(Pay + "Pago").Select(Payment)], Amount(totals, "MontoTotalPagos"), taxes);
    }

    private static DocumentPayment Payment(XElement payment) => new(
        (DateTime)payment.Attribute("FechaPago")!, Text(payment, "FormaDePagoP"), Amount(payment, "Monto"),
        (string?)payment.Attribute("NumOperacion"), [.. payment.Elements(Pay + "DoctoRelacionado").Select(Paid)],
        [.. payment.Descendants(Pay + "TrasladoP").Select(row => Row(row, "P"))])
    {
        From = Account(payment, "RfcEmisorCtaOrd", "CtaOrdenante"),
        To = Account(payment, "RfcEmisorCtaBen", "CtaBeneficiario"),
    };

    private static BankAccount? Account(XElement payment, string bank, string number) =>
        (string?)payment.Attribute(bank) is { } rfc ? new BankAccount(rfc, (string?)payment.Attribute(number)) : null;

    private static PaidDocument Paid(XElement paid) => new(
        Text(paid, "IdDocumento"), (string?)paid.Attribute("Serie"), (string?)paid.Attribute("Folio"),
        (int)paid.Attribute("NumParcialidad")!, Amount(paid, "ImpSaldoAnt"), Amount(paid, "ImpPagado"),
        Amount(paid, "ImpSaldoInsoluto"), Text(paid, "ObjetoImpDR"),
        [.. paid.Descendants(Pay + "TrasladoDR").Select(row => Row(row, "DR"))]);

    private static string Text(XElement element, string name) => element.Attribute(name)!.Value;

    private static decimal Amount(XElement element, string name) => Maybe(element, name)!.Value;

    private static decimal? Maybe(XElement element, string name) => element.Attribute(name) is { } attribute
        ? decimal.Parse(attribute.Value, CultureInfo.InvariantCulture)
        : null;
}
