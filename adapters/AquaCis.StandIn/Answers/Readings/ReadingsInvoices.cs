using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>The customer office's invoices. Consumers take the first of a list as the newest (WIRE-FACTS 8).</summary>
internal sealed class ReadingsInvoices(LegacyBooks books, TariffRecords tariffs, TimeProvider clock)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Readings, "getFacturas", Invoices)
        .On(ServicePaths.Readings, "getFactura", Invoice)
        .On(ServicePaths.Readings, "getConceptoConTarifasDeFactura", Concepts);

    private Answer Invoices(WireRecord body) => Answer.List(
        "getFacturasReturn", "Factura",
        books.ContractInArea(body) is { } contract ? books.InvoicesOf(contract) : [], Write);

    private Answer Invoice(WireRecord body) => Find(body, "numeroFactura") is { } invoice
        ? Answer.Of(reply => reply.Record("getFacturaReturn", record => Write(record, invoice)))
        : Answer.Of(static _ => { });

    private Answer Concepts(WireRecord body)
    {
        Invoice? invoice = Find(body, "numFactura");
        bool asked = invoice is not null && (body.Number("contrato") ?? invoice.Contract) == invoice.Contract;
        return Answer.List(
            "getConceptoConTarifasDeFacturaReturn", "ConceptoConTarifasFacturadas",
            asked ? books.LinesOf(invoice!).GroupBy(line => line.Concept) : [],
            (record, lines) => tariffs.WriteBilled(record, invoice!.ServiceArea, lines.Key, [.. lines]));
    }

    private Invoice? Find(WireRecord body, string field) =>
        body.Text(field) is { } number && books.FindInvoice(number.Trim()) is { } invoice
        && invoice.ServiceArea == body.Number("explotacion")
            ? invoice
            : null;

    private void Write(RecordWriter record, Invoice invoice)
    {
        InvoiceStanding standing = InvoiceStanding.Of(invoice, books, LegacyCalendar.Today(clock));
        var billed = books.LinesOf(invoice).GroupBy(line => line.Concept);
        record
            .Record("conceptosCobrados", list => list.Records("Concepto", billed, (item, lines) =>
                tariffs.WriteConcept(item, invoice.ServiceArea, lines.Key, lines.Sum(line => line.Amount))))
            .Value("contrato", invoice.Contract)
            .Value("fechaCobro", LegacyCalendar.Text(standing.Collected?.Paid))
            .Value("importeTotal", invoice.Amount)
            .Value("numero", invoice.Number)
            .Value("tipoCobro", standing.CollectionName)
            .Value("año", invoice.Year)
            .Value("fechaEmision", LegacyCalendar.Text(invoice.Issued))
            .Value("periodo", invoice.Period)
            .Value("idDocumentoFactura", invoice.Id.ToString(CultureInfo.InvariantCulture))
            .Value("tipoDocumento", 1)
            .Value("origenFactura", "PERIODICA")
            .Value("estado", standing.State);
    }
}
