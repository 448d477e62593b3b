using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.Debts;

/// <summary>The four ways to be told what a contract owes.</summary>
internal static class TotalReplies
{
    private const int PeriodicInvoice = 1;

    public static void WriteDebt(RecordWriter reply, DebtQuestion question) =>
        WriteIdentified(reply, question, "deuda", Debt);

    public static void WriteContractDebt(RecordWriter reply, DebtQuestion question) =>
        WriteIdentified(reply, question, "deudaContrato", ContractDebt);

    public static void WriteDebtAndHold(RecordWriter reply, DebtQuestion question) =>
        WriteIdentified(reply, question, "deudaContratoBloqueoCobro", DebtAndHold);

    public static void WriteDebtWithInvoices(RecordWriter reply, DebtQuestion question) => reply.Record(
        "return", question.ByContract(question.Request), static (result, found) =>
        {
            result.Record("resultado", found.Outcome, DebtOutcome.Write);
            if (found.Statement is { } debt)
            {
                result.Record("deudaTotalFacturas", debt, Invoices);
            }
        });

    /// <summary>
    /// It is not recorded which of the two results legacy fills (WIRE-FACTS 6), so both say the same.
    /// </summary>
    private static void WriteIdentified(
        RecordWriter reply, DebtQuestion question, string element, Action<RecordWriter, DebtStatement> write) =>
        reply.Record("return", (Found: question.ByIdentifier(), element, write), static (result, answer) =>
        {
            result.Record("resultado", answer.Found.Outcome, DebtOutcome.Write);
            if (answer.Found.Statement is { } debt)
            {
                result.Record(answer.element, debt, answer.write);
            }

            result.Record("reultado", answer.Found.Outcome, DebtOutcome.Write);
        });

    private static void Debt(RecordWriter record, DebtStatement debt) => record
        .Value("ciclosAnteriores", debt.PreviousCycles)
        .Value("ciclosTotales", debt.Cycles)
        .Value("deuda", debt.Total)
        .Value("deudaComision", Money.Zero)
        .Value("deudaTotal", debt.Total)
        .Value("direccion", WireText.AddressOf(debt.Account))
        .Value("documentoPago", debt.PaymentReference)
        .Value("documentoPagoAnterior", debt.PreviousPaymentReference)
        .Value("explotacion", debt.Account.Group.ServiceArea)
        .Value("nombreCliente", WireText.NameOf(debt.Account))
        .Value("saldoAnterior", debt.Previous)
        .Value("saldoAnteriorComision", Money.Zero)
        .Value("saldoAnteriorTotal", debt.Previous);

    private static void ContractDebt(RecordWriter record, DebtStatement debt) => record
        .Value("deuda", debt.Total)
        .Value("direccion", WireText.AddressOf(debt.Account))
        .Value("explotacion", debt.Account.Group.ServiceArea)
        .Value("nombreCliente", WireText.NameOf(debt.Account));

    private static void DebtAndHold(RecordWriter record, DebtStatement debt) =>
        ContractDebt(record.Value("bloquearCobro", debt.Account.CollectionBlocked), debt);

    private static void Invoices(RecordWriter record, DebtStatement debt) => record
        .Value("cantidadFacturas", debt.Account.Open.Count)
        .Value("contrato", debt.Account.Contract.Value)
        .Value("deudaTotal", debt.Total)
        .Value("explotacion", debt.Account.Group.ServiceArea)
        .Record("facturas", debt, static (list, debt) => list.Records(
            "factura", debt.NewestFirst, (factura, invoice) => Invoice(factura, debt, invoice)))
        .Value("nombreCliente", WireText.NameOf(debt.Account));

    private static void Invoice(RecordWriter record, DebtStatement debt, OpenInvoice invoice)
    {
        InvoiceState state = InvoiceState.Of(invoice, debt.Today);
        record
            .Value("ciclo", WireDay.Period(invoice.Cycle.Period))
            .Value("codigoEstado", state.Code)
            .Value("codigoTipoFactura", PeriodicInvoice)
            .Value("estado", state.Name)
            .Value("fechaVencimiento", WireDay.Text(invoice.Due))
            .Value("importeTotal", invoice.Owed)
            .Value("numFactura", invoice.Number)
            .Value("referenciaPago", debt.PaymentReference)
            .Value("tipoFactura", "PERIODICA");
    }
}
