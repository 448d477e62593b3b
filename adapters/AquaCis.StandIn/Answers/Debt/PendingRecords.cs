using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Debt;

/// <summary>Writes facturasPendientesDTO and contratoDeudaDTO, which several debt replies hold.</summary>
internal sealed class PendingRecords(LegacyBooks books, PaymentReferences references)
{
    /// <summary>The invoice in full; what has been paid on it shows in importeTotal.</summary>
    public void WriteInvoice(RecordWriter invoice, DebtState state, UnpaidInvoice unpaid)
    {
        (DateOnly first, DateOnly last) = LegacyCalendar.MonthOf(unpaid.Invoice.Year, unpaid.Invoice.Period);
        invoice
            .Value("anyo", unpaid.Invoice.Year)
            .Value("ciclo", unpaid.Invoice.Period)
            .Value("cliente", state.Contract.Client)
            .Value("contrato", state.Contract.Number)
            .Value("estado", unpaid.State)
            .Value("factura", unpaid.Invoice.Number)
            .Value("fechaEmision", LegacyCalendar.Text(unpaid.Invoice.Issued))
            .Value("fechaFin", LegacyCalendar.Text(last))
            .Value("fechaInicio", LegacyCalendar.Text(first))
            .Value("fechaVencimiento", LegacyCalendar.Text(unpaid.Invoice.Due))
            .Value("importe", unpaid.Invoice.Amount - unpaid.Invoice.Tax)
            .Value("importeTotal", unpaid.Owed)
            .Value("impuestos", unpaid.Invoice.Tax)
            .Value("periodo", LegacyCalendar.Period(unpaid.Invoice.Period))
            .Value("procesoImpagadoSN", unpaid.State == InvoiceStanding.Overdue)
            .Value("referencia", references.InForce(state.Contract));
    }

    public void WriteInvoices(RecordWriter owner, string element, DebtState state) =>
        owner.Records(element, state.Unpaid, (invoice, unpaid) => WriteInvoice(invoice, state, unpaid));

    public void WriteContract(RecordWriter contract, DebtState state)
    {
        contract
            .Value("cliente", state.Holder.FullName)
            .Value("contrato", state.Contract.Number)
            .Value("direccion", books.AddressOf(state.Contract));
        WriteInvoices(contract, "facturas", state);
        contract
            .Value("importe", state.Total)
            .Value("localidad", books.AreaName(state.Contract.ServiceArea))
            .Value("nif", state.Holder.TaxId)
            .Value("procesoImpagadoSN", state.IsOverdue);
    }
}
