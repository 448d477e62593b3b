using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>
/// The contracting service's invoice documents, made anew from the records whenever they are asked for.
/// </summary>
internal static class InvoiceDocuments
{
    public static async ValueTask<NativeOutcome> PdfByNumberAsync(NativeCall call) =>
        Reply(call, "getPdfFacturaReturn", "pdf", await ByNumberAsync(call), InvoiceSheet.Write);

    /// <param name="field">Names the invoice by its id.</param>
    public static async ValueTask<NativeOutcome> PdfByIdAsync(NativeCall call, string returnElement, string field) =>
        Reply(call, returnElement, "pdf", await ByIdAsync(call, field), InvoiceSheet.Write);

    public static async ValueTask<NativeOutcome> XmlByNumberAsync(NativeCall call) =>
        Reply(call, "getFacturaEReturn", "xml", await ByNumberAsync(call), static (_, invoice) =>
            InvoiceXml.Write(invoice));

    /// <summary>An invoice that belongs to another contract than the one named is not found.</summary>
    private static async ValueTask<Finding<InvoiceDetail>> ByNumberAsync(NativeCall call) =>
        call.Request.Text("numFactura") is { } number && call.Book.ContractOfInvoice(number) is { } contract
        && (call.Request.Number("numContrato") ?? contract.Value) == contract.Value
            ? await call.Records.Invoices.FindAsync(contract, number, call.Cancellation)
            : Findings.None<InvoiceDetail>(FindingState.Unknown);

    private static async ValueTask<Finding<InvoiceDetail>> ByIdAsync(NativeCall call, string field) =>
        (int?)call.Request.Number(field) is { } id && call.Book.ContractOfInvoice(id) is { } contract
            ? await call.Records.Invoices.FindAsync(new InvoiceKey(contract, id), call.Cancellation)
            : Findings.None<InvoiceDetail>(FindingState.Unknown);

    private static NativeOutcome Reply(
        NativeCall call, string returnElement, string element, Finding<InvoiceDetail> found,
        Func<DebtAccount, InvoiceDetail, byte[]> write)
    {
        if (found.State is not (FindingState.Known or FindingState.Unknown))
        {
            return NativeOutcome.NoAnswer(found.State);
        }

        byte[]? document = null;
        if (found.Facts is { } invoice)
        {
            if (call.Book.Find(invoice.Invoice.Contract) is not { } account)
            {
                // The book and the records are of different imports for a moment.
                return NativeOutcome.NoAnswer(FindingState.Withheld);
            }

            document = write(account, invoice);
        }

        return call.Reply(document, (reply, bytes) => reply.Record(returnElement, record => record
            .Record(
                "resultado", bytes is null ? WireResult.InvoiceNotFound : WireResult.Ok, WireResult.Write)
            .Value(element, bytes)));
    }
}
