using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Tariffs;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>
/// The customer office's invoices. Consumers take the first of a list as the newest (WIRE-FACTS 8); what is of another
/// service area than the one asked for is not there.
/// </summary>
internal static class OfficeInvoices
{
    public static async ValueTask<NativeOutcome> ListAsync(NativeCall call)
    {
        if (call.ContractIn("contrato") is not { } account
            || account.Group.ServiceArea != call.Request.Number("explotacion"))
        {
            return Reply(call, []);
        }

        Finding<IReadOnlyList<InvoiceDetail>> found =
            await call.Records.Invoices.WithLinesAsync(account.Contract, call.Cancellation);
        return found.Facts is { } invoices ? Reply(call, invoices) : NativeOutcome.NoAnswer(found.State);
    }

    public static async ValueTask<NativeOutcome> OneAsync(NativeCall call)
    {
        if (call.Request.Text("numeroFactura") is not { } number
            || call.Book.ContractOfInvoice(number) is not { } contract)
        {
            return call.ReplyEmpty();
        }

        Finding<InvoiceDetail> found =
            await call.Records.Invoices.FindAsync(contract, number, call.Cancellation);
        return found.State switch
        {
            FindingState.Known when found.Facts!.Invoice.ServiceArea == call.Request.Number("explotacion") =>
                call.Reply((found.Facts, call.Today), static (reply, invoice) =>
                    reply.Record("getFacturaReturn", invoice, Write)),
            FindingState.Known or FindingState.Unknown => call.ReplyEmpty(),
            _ => NativeOutcome.NoAnswer(found.State),
        };
    }

    private static NativeOutcome Reply(NativeCall call, IReadOnlyList<InvoiceDetail> invoices) => call.Reply(
        (invoices, call.Today), static (reply, all) => reply.Record(
            "getFacturasReturn", all, static (list, all) => list.Records(
                "Factura", all.invoices.Select(invoice => (invoice, all.Today)), Write)));

    private static void Write(RecordWriter record, (InvoiceDetail Detail, DateOnly Today) known)
    {
        InvoiceRecord invoice = known.Detail.Invoice;
        record
            .Record("conceptosCobrados", known.Detail, static (list, detail) => list.Records(
                "Concepto", detail.Lines.GroupBy(line => line.ChargeType),
                (item, lines) => TariffRecords.WriteChargeType(
                    item, detail.Invoice.ServiceArea, lines.Key, lines.First().ChargeName,
                    lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount))))
            .Value("contrato", invoice.Contract.Value)
            .Value("fechaCobro", invoice.Collected is { } collected ? WireDay.Text(collected.Paid) : null)
            .Value("importeTotal", invoice.Amount)
            .Value("numero", invoice.Number)
            .Value("tipoCobro", InvoiceStanding.CollectionOf(invoice))
            .Value("año", invoice.Cycle.Year)
            .Value("fechaEmision", WireDay.Text(invoice.Issued))
            .Value("periodo", invoice.Cycle.Period)
            .Value("idDocumentoFactura", invoice.Id.ToString(CultureInfo.InvariantCulture))
            .Value("tipoDocumento", 1)
            .Value("origenFactura", "PERIODICA")
            .Value("estado", InvoiceStanding.StateOf(invoice, known.Today));
    }
}
