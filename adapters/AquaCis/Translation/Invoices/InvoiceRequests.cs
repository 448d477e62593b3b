using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>What callers want done about invoices. Asked again, it is done once.</summary>
internal static class InvoiceRequests
{
    public static async ValueTask<NativeOutcome> ComplainAsync(NativeCall call)
    {
        const string Return = "solicitudFacturaEnQuejaActivaReturn";
        if (call.Request.Text("numeroFactura") is not { } number
            || call.Book.ContractOfInvoice(number) is not { } contract)
        {
            return call.ReplyResult(Return, WireResult.InvoiceNotFound);
        }

        Finding<InvoiceDetail> found = await call.Records.Invoices.FindAsync(contract, number, call.Cancellation);
        FindingState state = found.Facts is { } invoice
            ? await call.Records.InvoiceRequests.ComplainAsync(
                new InvoiceKey(contract, invoice.Invoice.Id), call.IsRehearsal, call.Cancellation)
            : found.State;
        return Reply(call, Return, state, WireResult.InvoiceNotFound);
    }

    /// <summary>By contract or by tax id. One unknown contract, and nothing is asked for.</summary>
    public static async ValueTask<NativeOutcome> PrintAsync(NativeCall call)
    {
        const string Return = "return";
        ContractNumber[]? contracts = ContractsIn(call);
        if (contracts is null)
        {
            return call.ReplyResult(Return, WireResult.ContractNotFound);
        }

        PrintRequest request = new(
            (int?)call.Request.Number("idPersona"), contracts, call.Request.Issued("fechaDesde", "fechaHasta"),
            call.Request.Text("descripcionTrabajo"), call.Request.Text("idioma"), call.Request.Text("email"));
        FindingState state = await call.Records.InvoiceRequests.PrintAsync(
            request, call.Today, call.IsRehearsal, call.Cancellation);
        return Reply(call, Return, state, WireResult.ContractNotFound);
    }

    /// <summary>Null where one is unknown, or none is named.</summary>
    private static ContractNumber[]? ContractsIn(NativeCall call)
    {
        List<ContractNumber> contracts = [];
        foreach (long number in call.Request.Numbers("idContratos").Take(WirePage.Limit))
        {
            if (call.Book.FindByNumber(number) is not { } account)
            {
                return null;
            }

            contracts.Add(account.Contract);
        }

        ContractNumber[] all =
            [.. contracts.Concat(call.ContractsOf("nifs")).Distinct().Take(PrintRequest.ContractLimit)];
        return all.Length == 0 ? null : all;
    }

    private static NativeOutcome Reply(
        NativeCall call, string returnElement, FindingState state, WireResult unknown) => state switch
        {
            FindingState.Known => call.ReplyResult(returnElement, WireResult.Ok),
            FindingState.Unknown => call.ReplyResult(returnElement, unknown),
            _ => NativeOutcome.NoAnswer(state),
        };
}
