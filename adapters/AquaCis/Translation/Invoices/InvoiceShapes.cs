using System.Globalization;
using Strangler.AquaCis.Extract;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Debts;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>Writes an invoice as the contracting service shows it, in its four shapes.</summary>
internal static class InvoiceShapes
{
    public static void Write(RecordWriter record, KnownInvoice known)
    {
        InvoiceRecord invoice = known.Invoice;
        (DateOnly first, DateOnly last) = DaysOf(invoice.Cycle);
        record
            .Value("numeroContrato", Text(invoice.Contract.Value))
            .Value("idFactura", invoice.Id)
            .Value("numeroCliente", Text(known.Account.Client))
            .Value("numeroFactura", invoice.Number)
            .Value("fechaEmision", UtilityTime.At(invoice.Issued))
            .Value("fechaInicio", UtilityTime.At(first))
            .Value("fechaFin", UtilityTime.At(last))
            .Value("importeEuros", invoice.Amount)
            .Value("tipoCobro", InvoiceStanding.CollectionOf(invoice))
            .Value("fechaCobro", StartOf(invoice.Collected?.Paid))
            .Value("periodo", WireDay.Period(invoice.Cycle.Period))
            .Value("firmada", 0)
            .Value("estado", InvoiceStanding.StateOf(invoice, known.Today))
            .Value("rafaga", PaymentReference.Of(invoice.Contract))
            .Value("impuestos", invoice.Tax)
            .Value("fechaVencimiento", UtilityTime.At(invoice.Due))
            .Value("anyo", invoice.Cycle.Year)
            .Value("tipoFactura", 1)
            .Value("docArchivado", true)
            .Value("incluidaPlanPago", false);
    }

    /// <summary>The same, with where it came from and the reference that pays it.</summary>
    public static void WriteWithReference(RecordWriter record, KnownInvoice known)
    {
        Write(record, known);
        record
            .Value("origenFto", "PERIODICA")
            .Value(
                "rafagaDeuda",
                known.Invoice.Owed > Money.Zero ? PaymentReference.Of(known.Invoice.Contract) : null);
    }

    /// <summary>As a search over many contracts shows it.</summary>
    public static void WriteFound(RecordWriter record, KnownInvoice known)
    {
        InvoiceRecord invoice = known.Invoice;
        (DateOnly first, DateOnly last) = DaysOf(invoice.Cycle);
        record
            .Value("numeroFactura", invoice.Number)
            .Value("idExplotacion", invoice.ServiceArea)
            .Value("numeroContrato", Text(invoice.Contract.Value))
            .Value("idCliente", Text(known.Account.Client))
            .Value("nif", known.Account.TaxId)
            .Value("fechaEmision", UtilityTime.At(invoice.Issued))
            .Value("fechaInicio", UtilityTime.At(first))
            .Value("fechaFin", UtilityTime.At(last))
            .Value("importe", invoice.Amount)
            .Value("impuestos", invoice.Tax)
            .Value("consumo", invoice.Consumption)
            .Value("tipoCobro", InvoiceStanding.CollectionOf(invoice))
            .Value("periodo", WireDay.Period(invoice.Cycle.Period))
            .Value("fechaCobro", StartOf(invoice.Collected?.Paid))
            .Value("fechaVencimiento", UtilityTime.At(invoice.Due))
            .Value("anyo", invoice.Cycle.Year)
            .Value("firmada", 0)
            .Value("estado", InvoiceStanding.StateOf(invoice, known.Today))
            .Value("rafaga", PaymentReference.Of(invoice.Contract))
            .Value("idDocumentoFactura", invoice.Id)
            .Value("docArchivado", true)
            .Value("incluidaPlanPago", false);
    }

    public static void WriteId(RecordWriter record, KnownInvoice known) => record
        .Value("numFactura", known.Invoice.Number)
        .Value("idFactura", known.Invoice.Id)
        .Value("estado", InvoiceStanding.StateOf(known.Invoice, known.Today))
        .Value("fecha", UtilityTime.At(known.Invoice.Issued));

    private static DateTimeOffset? StartOf(DateOnly? day) => day is { } known ? UtilityTime.At(known) : null;

    private static (DateOnly First, DateOnly Last) DaysOf(BillingCycle cycle) => (
        new DateOnly(cycle.Year, cycle.Period, 1),
        new DateOnly(cycle.Year, cycle.Period, DateTime.DaysInMonth(cycle.Year, cycle.Period)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
