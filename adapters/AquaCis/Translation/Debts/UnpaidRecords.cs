using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;

namespace Strangler.AquaCis.Translation.Debts;

/// <summary>Writes facturasPendientesDTO and contratoDeudaDTO, which several replies hold.</summary>
internal static class UnpaidRecords
{
    public static void WriteContract(RecordWriter record, DebtStatement debt)
    {
        record
            .Value("cliente", WireText.NameOf(debt.Account))
            .Value("contrato", debt.Account.Contract.Value)
            .Value("direccion", WireText.AddressOf(debt.Account));
        WriteInvoices(record, "facturas", debt);
        record
            .Value("importe", debt.Total)
            .Value("localidad", debt.Account.ServiceAreaName)
            .Value("nif", debt.Account.TaxId)
            .Value("procesoImpagadoSN", debt.IsOverdue);
    }

    public static void WriteInvoices(RecordWriter owner, string element, DebtStatement debt) =>
        owner.Records(element, debt.NewestFirst, (record, invoice) => WriteInvoice(record, debt, invoice));

    /// <summary>The invoice in full; what has been paid on it shows in importeTotal.</summary>
    private static void WriteInvoice(RecordWriter record, DebtStatement debt, OpenInvoice invoice)
    {
        InvoiceState state = InvoiceState.Of(invoice, debt.Today);
        DateOnly first = new(invoice.Year, invoice.Period, 1);
        record
            .Value("anyo", invoice.Year)
            .Value("ciclo", invoice.Period)
            .Value("cliente", debt.Account.Client)
            .Value("contrato", debt.Account.Contract.Value)
            .Value("estado", state.Code)
            .Value("factura", invoice.Number)
            .Value("fechaEmision", WireDay.Text(invoice.Issued))
            .Value("fechaFin", WireDay.Text(first.AddMonths(1).AddDays(-1)))
            .Value("fechaInicio", WireDay.Text(first))
            .Value("fechaVencimiento", WireDay.Text(invoice.Due))
            .Value("importe", invoice.Amount - invoice.Tax)
            .Value("importeTotal", invoice.Owed)
            .Value("impuestos", invoice.Tax)
            .Value("periodo", WireDay.Period(invoice.Cycle.Period))
            .Value("procesoImpagadoSN", invoice.IsOverdue(debt.Today))
            .Value("referencia", debt.PaymentReference);
    }
}
