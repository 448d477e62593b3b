using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;
using Strangler.AquaCis.StandIn.Documents;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>The contracting service's invoice documents, made from the invoice's own lines.</summary>
internal sealed class ContractsInvoiceDocuments(LegacyBooks books)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Contracts, "getPdfFactura", body => Pdf("getPdfFacturaReturn", ByNumber(body)))
        .On(ServicePaths.Contracts, "getPdfDocumentoFactura", body => Pdf(
            "getPdfDocumentoFacturaReturn", ById(body.Number("documentoFactura"))))
        .On(ServicePaths.Contracts, "getValidacionVerFactura", body => Pdf(
            "getValidacionVerFacturaReturn", ById(body.Number("idDocumentoFactura"))))
        .On(ServicePaths.Contracts, "getFacturaE", body => Xml("getFacturaEReturn", ByNumber(body)));

    /// <summary>An invoice that belongs to another contract than the one named is not found.</summary>
    private Invoice? ByNumber(WireRecord body) =>
        body.Text("numFactura") is { } number && books.FindInvoice(number.Trim()) is { } invoice
        && (body.Number("numContrato") ?? invoice.Contract) == invoice.Contract
            ? invoice
            : null;

    private Invoice? ById(long? id) => id is { } known ? books.FindInvoice((int)known) : null;

    private Answer Pdf(string returnElement, Invoice? invoice) => Document(
        returnElement, "pdf", invoice is null ? null : PlainPdf.Write($"FACTURA {invoice.Number}", TextOf(invoice)));

    private Answer Xml(string returnElement, Invoice? invoice) =>
        Document(returnElement, "xml", invoice is null ? null : XmlOf(invoice));

    private static Answer Document(string returnElement, string element, byte[]? bytes) =>
        Answer.Of(reply => reply.Record(returnElement, record => record
            .Record("resultado", (bytes is null ? Outcome.InvoiceNotFound : Outcome.Ok).Write)
            .Value(element, bytes)));

    private IEnumerable<string> TextOf(Invoice invoice)
    {
        yield return $"Contrato {invoice.Contract}";
        yield return $"Periodo {invoice.Period:00}/{invoice.Year}";
        yield return $"Emitida {invoice.Issued:yyyy-MM-dd}, vence {invoice.Due:yyyy-MM-dd}";
        yield return "";
        foreach (InvoiceLine line in books.LinesOf(invoice))
        {
            yield return $"{ConceptName(invoice, line)}: {Amount(line.Amount)}";
        }

        yield return $"IVA: {Amount(invoice.Tax)}";
        yield return $"Total: {Amount(invoice.Amount)} MXN";
        yield return $"Referencia {LegacyBooks.ReferenceOf(invoice.Contract)}";
    }

    /// <summary>A plain rendering: legacy's electronic format was not recorded, and it is no fiscal document.</summary>
    private byte[] XmlOf(Invoice invoice) => Encoding.UTF8.GetBytes(new XElement(
        "factura",
        new XAttribute("numero", invoice.Number), new XAttribute("contrato", invoice.Contract),
        new XAttribute("fecha", invoice.Issued.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new XAttribute("impuestos", Amount(invoice.Tax)), new XAttribute("total", Amount(invoice.Amount)),
        books.LinesOf(invoice).Select(line => new XElement(
            "linea",
            new XAttribute("concepto", ConceptName(invoice, line)), new XAttribute("importe", Amount(line.Amount)))))
        .ToString(SaveOptions.DisableFormatting));

    private string ConceptName(Invoice invoice, InvoiceLine line) => books.Concepts
        .FirstOrDefault(known => known.ServiceArea == invoice.ServiceArea && known.Id == line.Concept)?.Description
        ?? line.Concept.ToString(CultureInfo.InvariantCulture);

    private static string Amount(decimal pesos) => pesos.ToString("0.00", CultureInfo.InvariantCulture);
}
