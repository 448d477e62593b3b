using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Debt;

/// <summary>The four ways to ask what a contract owes.</summary>
internal sealed class DebtTotals(LegacyBooks books, PaymentReferences references, DebtLookup lookup)
{
    private const short PeriodicInvoice = 1;

    public void Register(AnswerTable table) => table
        .On(ServicePaths.Debt, "getDeuda", body => Answered(body, "deuda", WriteDebt))
        .On(ServicePaths.Debt, "getDeudaContrato", body => Answered(body, "deudaContrato", WriteContractDebt))
        .On(ServicePaths.Debt, "getDeudaContratoBloqueoCobro",
            body => Answered(body, "deudaContratoBloqueoCobro", WriteBlockedDebt))
        .On(ServicePaths.Debt, "getDeudaTotalConFacturas", WithInvoices);

    /// <summary>
    /// It is not recorded which of the two results legacy fills (WIRE-FACTS 6), so both say the same.
    /// </summary>
    private Answer Answered(WireRecord body, string element, Action<RecordWriter, DebtState> write)
    {
        (Contract? contract, Outcome outcome) = lookup.ByIdentifier(body);
        return Answer.Of(reply => reply.Record("return", result =>
        {
            result.Record("resultado", outcome.Write);
            if (contract is not null)
            {
                result.Record(element, debt => write(debt, lookup.DebtOf(contract)));
            }

            result.Record("reultado", outcome.Write);
        }));
    }

    private void WriteDebt(RecordWriter debt, DebtState state) => debt
        .Value("ciclosAnteriores", state.PreviousCycles)
        .Value("ciclosTotales", state.Cycles)
        .Value("deuda", state.Total)
        .Value("deudaComision", 0m)
        .Value("deudaTotal", state.Total)
        .Value("direccion", books.AddressOf(state.Contract))
        .Value("documentoPago", references.InForce(state.Contract))
        .Value("documentoPagoAnterior", state.Previous > 0 ? references.InForce(state.Contract) : null)
        .Value("explotacion", state.Contract.ServiceArea)
        .Value("nombreCliente", state.Holder.FullName)
        .Value("saldoAnterior", state.Previous)
        .Value("saldoAnteriorComision", 0m)
        .Value("saldoAnteriorTotal", state.Previous);

    private void WriteContractDebt(RecordWriter debt, DebtState state) => debt
        .Value("deuda", state.Total)
        .Value("direccion", books.AddressOf(state.Contract))
        .Value("explotacion", state.Contract.ServiceArea)
        .Value("nombreCliente", state.Holder.FullName);

    private void WriteBlockedDebt(RecordWriter debt, DebtState state) => debt
        .Value("bloquearCobro", state.Contract.CollectionBlocked)
        .Value("deuda", state.Total)
        .Value("direccion", books.AddressOf(state.Contract))
        .Value("explotacion", state.Contract.ServiceArea)
        .Value("nombreCliente", state.Holder.FullName);

    private Answer WithInvoices(WireRecord body)
    {
        (Contract? contract, Outcome outcome) = DebtLookup.Found(books.ContractIn(body, "contrato"));
        return Answer.Of(reply => reply.Record("return", result =>
        {
            result.Record("resultado", outcome.Write);
            if (contract is not null)
            {
                result.Record("deudaTotalFacturas", debt => WriteInvoices(debt, lookup.DebtOf(contract)));
            }
        }));
    }

    private void WriteInvoices(RecordWriter debt, DebtState state) => debt
        .Value("cantidadFacturas", state.Unpaid.Count)
        .Value("contrato", state.Contract.Number)
        .Value("deudaTotal", state.Total)
        .Value("explotacion", state.Contract.ServiceArea)
        .Record("facturas", list => list.Records("factura", state.Unpaid, (invoice, unpaid) => invoice
            .Value("ciclo", LegacyCalendar.Period(unpaid.Invoice.Period))
            .Value("codigoEstado", unpaid.State)
            .Value("codigoTipoFactura", PeriodicInvoice)
            .Value("estado", unpaid.StateName)
            .Value("fechaVencimiento", LegacyCalendar.Text(unpaid.Invoice.Due))
            .Value("importeTotal", unpaid.Owed)
            .Value("numFactura", unpaid.Invoice.Number)
            .Value("referenciaPago", references.InForce(state.Contract))
            .Value("tipoFactura", "PERIODICA")))
        .Value("nombreCliente", state.Holder.FullName);
}
