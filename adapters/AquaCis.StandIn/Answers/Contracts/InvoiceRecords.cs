using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>Writes invoices as the contracting service shows them, in its four shapes.</summary>
internal sealed class InvoiceRecords(LegacyBooks books, CustomerChanges customers, TimeProvider clock)
{
    public void Write(RecordWriter record, Invoice invoice)
    {
        InvoiceStanding standing = StandingOf(invoice);
        (DateOnly first, DateOnly last) = LegacyCalendar.MonthOf(invoice.Year, invoice.Period);
        record
            .Value("numeroContrato", Text(invoice.Contract))
            .Value("idFactura", invoice.Id)
            .Value("numeroCliente", books.FindContract(invoice.Contract) is { } contract ? Text(contract.Client) : null)
            .Value("numeroFactura", invoice.Number)
            .Value("fechaEmision", LegacyCalendar.StartOf(invoice.Issued))
            .Value("fechaInicio", LegacyCalendar.StartOf(first))
            .Value("fechaFin", LegacyCalendar.StartOf(last))
            .Value("importeEuros", invoice.Amount)
            .Value("tipoCobro", standing.CollectionName)
            .Value("fechaCobro", LegacyCalendar.StartOf(standing.Collected?.Paid))
            .Value("periodo", LegacyCalendar.Period(invoice.Period))
            .Value("firmada", 0)
            .Value("estado", standing.State)
            .Value("rafaga", LegacyBooks.ReferenceOf(invoice.Contract))
            .Value("impuestos", invoice.Tax)
            .Value("fechaVencimiento", LegacyCalendar.StartOf(invoice.Due))
            .Value("anyo", invoice.Year)
            .Value("url", customers.PortalUrl(invoice.ServiceArea))
            .Value("tipoFactura", 1)
            .Value("docArchivado", true)
            .Value("incluidaPlanPago", false);
    }

    /// <summary>The same, with where it came from and the reference that pays it.</summary>
    public void WriteWithReference(RecordWriter record, Invoice invoice)
    {
        Write(record, invoice);
        record
            .Value("origenFto", "PERIODICA")
            .Value("rafagaDeuda", books.OwedOn(invoice) > 0 ? LegacyBooks.ReferenceOf(invoice.Contract) : null);
    }

    /// <summary>As a search over many contracts shows it.</summary>
    public void WriteFound(RecordWriter record, Invoice invoice)
    {
        InvoiceStanding standing = StandingOf(invoice);
        (DateOnly first, DateOnly last) = LegacyCalendar.MonthOf(invoice.Year, invoice.Period);
        Contract? contract = books.FindContract(invoice.Contract);
        record
            .Value("numeroFactura", invoice.Number)
            .Value("idExplotacion", invoice.ServiceArea)
            .Value("numeroContrato", Text(invoice.Contract))
            .Value("idCliente", contract is null ? null : Text(contract.Client))
            .Value("nif", contract is null ? null : books.HolderOf(contract).TaxId)
            .Value("fechaEmision", LegacyCalendar.StartOf(invoice.Issued))
            .Value("fechaInicio", LegacyCalendar.StartOf(first))
            .Value("fechaFin", LegacyCalendar.StartOf(last))
            .Value("importe", invoice.Amount)
            .Value("impuestos", invoice.Tax)
            .Value("consumo", contract is null ? null : ConsumptionOf(contract, invoice))
            .Value("tipoCobro", standing.CollectionName)
            .Value("periodo", LegacyCalendar.Period(invoice.Period))
            .Value("fechaCobro", LegacyCalendar.StartOf(standing.Collected?.Paid))
            .Value("fechaVencimiento", LegacyCalendar.StartOf(invoice.Due))
            .Value("anyo", invoice.Year)
            .Value("firmada", 0)
            .Value("estado", standing.State)
            .Value("rafaga", LegacyBooks.ReferenceOf(invoice.Contract))
            .Value("idDocumentoFactura", invoice.Id)
            .Value("docArchivado", true)
            .Value("incluidaPlanPago", false);
    }

    public void WriteId(RecordWriter record, Invoice invoice) => record
        .Value("numFactura", invoice.Number)
        .Value("idFactura", invoice.Id)
        .Value("estado", StandingOf(invoice).State)
        .Value("fecha", LegacyCalendar.StartOf(invoice.Issued));

    private InvoiceStanding StandingOf(Invoice invoice) =>
        InvoiceStanding.Of(invoice, books, LegacyCalendar.Today(clock));

    private long ConsumptionOf(Contract contract, Invoice invoice) => books.ReadingsOf(contract)
        .Where(reading => reading.Year == invoice.Year && reading.Period == invoice.Period)
        .Sum(reading => reading.Consumption);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
