using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>
/// The contracting service's invoice documents: the fiscal one where it is stamped, else one that is made anew from the
/// records whenever it is asked for.
/// </summary>
internal static class InvoiceDocuments
{
    public static async ValueTask<NativeOutcome> PdfByNumberAsync(NativeCall call) =>
        await FiscalByNumberAsync(call, "getPdfFacturaReturn", "pdf")
        ?? Reply(call, "getPdfFacturaReturn", "pdf", await ByNumberAsync(call), InvoiceSheet.Write);

    /// <param name="field">Names the invoice by its id.</param>
    public static async ValueTask<NativeOutcome> PdfByIdAsync(NativeCall call, string returnElement, string field) =>
        await ByIdAsync(call, field) is var found && found.Facts is { Invoice: var invoice }
            ? Fiscal(call, returnElement, "pdf", await call.Records.FiscalDocuments.PdfAsync(
                invoice.Number, invoice.Contract, call.Cancellation))
                ?? Reply(call, returnElement, "pdf", found, InvoiceSheet.Write)
            : Reply(call, returnElement, "pdf", found, InvoiceSheet.Write);

    public static async ValueTask<NativeOutcome> XmlByNumberAsync(NativeCall call) =>
        await FiscalByNumberAsync(call, "getFacturaEReturn", "xml")
        ?? Reply(call, "getFacturaEReturn", "xml", await ByNumberAsync(call), static (_, invoice) =>
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

    /// <summary>Null where there is no stamped document of the number.</summary>
    private static async ValueTask<NativeOutcome?> FiscalByNumberAsync(
        NativeCall call, string returnElement, string element)
    {
        if (call.Request.Text("numFactura")?.Trim() is not { Length: > 0 } number)
        {
            return null;
        }

        ContractNumber? contract = call.Contract("numContrato") ?? call.Book.ContractOfInvoice(number);
        IFiscalDocuments documents = call.Records.FiscalDocuments;
        return Fiscal(call, returnElement, element, element == "pdf"
            ? await documents.PdfAsync(number, contract, call.Cancellation)
            : await documents.XmlAsync(number, contract, call.Cancellation));
    }

    /// <summary>Null where nothing is stamped; a stored document that was changed is no answer at all.</summary>
    private static NativeOutcome? Fiscal(
        NativeCall call, string returnElement, string element, Finding<byte[]> document) =>
        document.Facts is { } bytes ? Written(call, returnElement, element, bytes)
        : document.State == FindingState.Unknown ? null
        : NativeOutcome.NoAnswer(document.State);

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

        return Written(call, returnElement, element, document);
    }

    private static NativeOutcome Written(NativeCall call, string returnElement, string element, byte[]? document) =>
        call.Reply(document, (reply, bytes) => reply.Record(returnElement, record => record
            .Record(
                "resultado", bytes is null ? WireResult.InvoiceNotFound : WireResult.Ok, WireResult.Write)
            .Value(element, bytes)));
}
