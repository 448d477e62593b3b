using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>What the debt book alone can tell about invoices.</summary>
internal static class InvoiceAsides
{
    /// <summary>By an invoice that is known, else by the contract named.</summary>
    public static ValueTask<NativeOutcome> ContractByInvoiceAsync(NativeCall call)
    {
        const string Return = "getContratosByNumFactNumContratoReturn";
        ContractNumber? contract =
            call.Request.Text("numFactura") is { } number && call.Book.ContractOfInvoice(number) is { } owner
                ? owner
                : call.ContractIn("numContrato")?.Contract;
        return new(contract is { } known
            ? call.Reply(known, static (reply, contract) => reply.Record(
                Return, contract, static (record, contract) => record
                    .Record("resultado", WireResult.Ok, WireResult.Write)
                    .Value("numContrato", contract.Value)
                    .Value("dosEsferas", false)))
            : call.ReplyResultWithin(Return, WireResult.ContractNotFound));
    }

    /// <summary>What would be due when a procedure is begun: what is unpaid, oldest first.</summary>
    public static ValueTask<NativeOutcome> SettlementAsync(NativeCall call)
    {
        const string Return = "consultaLiquidacionTramiteReturn";
        return new(call.ContractIn("numeroContrato") is { } account
            ? call.Reply(account.Open, static (reply, open) => reply.Record(
                Return, open, static (record, open) => record
                    .Record("desglose", open.Take(WirePage.Limit), static (list, open) => list.Records(
                        "DesgloseDTO", open, static (item, invoice) => item
                            .Value("importe", invoice.Owed)
                            .Value("concepto", $"ADEUDO {invoice.Number}")))
                    .Record("resultado", WireResult.Ok, WireResult.Write)))
            : call.ReplyResultWithin(Return, WireResult.ContractNotFound));
    }
}
