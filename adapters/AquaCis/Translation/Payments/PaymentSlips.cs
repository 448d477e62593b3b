using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Debts;
using Strangler.Core.Debts;

namespace Strangler.AquaCis.Translation.Payments;

/// <summary>Payment documents. Asking for one puts a cancelled reference in force again, as legacy does.</summary>
internal static class PaymentSlips
{
    public static ValueTask<NativeOutcome> PageAsync(NativeCall call) => IssueAsync(call, static (document, slip) =>
        document.Value("pdf", slip.Pdf()).Value("rafagaPago", slip.BarCode).Value("referencia", slip.Reference));

    public static ValueTask<NativeOutcome> XmlAsync(NativeCall call) => IssueAsync(call, static (document, slip) =>
        document.Value("rafagaPago", slip.BarCode).Value("referencia", slip.Reference).Value("XML", slip.Xml));

    private static async ValueTask<NativeOutcome> IssueAsync(NativeCall call, Action<RecordWriter, PaymentSlip> write)
    {
        DebtFinding found = new DebtQuestion(call.Request, call.Book, call.Today, call.Cancellation)
            .ByContractAndTaxId();
        PaymentSlip? slip = found.Statement is { } debt ? SlipOf(call, debt) : null;
        WireResult result = found.Statement is not null && slip is null ? PaymentResults.NothingOwed
            : new WireResult(found.Outcome.Code, found.Outcome.Description);
        if (slip is { Account.ReferenceCancelled: true })
        {
            await call.Records.Payments.RestoreReferenceAsync(
                slip.Account.Contract, call.IsRehearsal, call.Cancellation);
        }

        return call.Reply((result, slip, write), static (reply, said) => reply.Record(
            "return", said, static (document, said) =>
            {
                document.Record("resultado", said.result, WireResult.Write);
                if (said.slip is not null)
                {
                    said.write(document, said.slip);
                }
            }));
    }

    /// <summary>Null where none of the invoices asked for is open.</summary>
    private static PaymentSlip? SlipOf(NativeCall call, DebtStatement debt)
    {
        HashSet<string> asked =
        [
            .. call.Request.Record("docs")?.Records("facturasPendientes")
                .Select(invoice => invoice.Text("factura")?.Trim() ?? "").Where(number => number.Length > 0) ?? [],
        ];
        OpenInvoice[] invoices =
            [.. debt.NewestFirst.Where(one => asked.Count == 0 || asked.Contains(one.Number))];
        return invoices.Length == 0 ? null : new PaymentSlip(debt.Account, invoices);
    }
}
