using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>The contracting service's lists of invoices, newest first.</summary>
internal sealed class ContractsInvoices(LegacyBooks books, InvoiceRecords invoices)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Contracts, "getFacturas", Search)
        .On(ServicePaths.Contracts, "getFacturasContrato", body => OfContract(
            body, "getFacturasContratoReturn", "FacturaDTO", invoices.Write))
        .On(ServicePaths.Contracts, "getFacturasContratoReferencia", body => OfContract(
            body, "getFacturasContratoReferenciaReturn", "FacturaReferenciaDTO", invoices.WriteWithReference))
        .On(ServicePaths.Contracts, "countFacturasContrato", Count)
        .On(ServicePaths.Contracts, "getFacturasPorCondiciones", ByConditions)
        .On(ServicePaths.Contracts, "recuperaFacturasByIds", ByIds);

    private Answer OfContract(
        WireRecord body, string returnElement, string item, Action<RecordWriter, Invoice> write) =>
        books.ContractIn(body) is { } contract
            ? Invoices(returnElement, "facturas", item, Page.In(body).Of(Issued(contract, DateRange.In(body))), write)
            : Outcome.ContractNotFound.Within(returnElement);

    private Answer Count(WireRecord body) => Answer.Of(reply => reply.Value(
        "countFacturasContratoReturn",
        books.ContractIn(body) is { } contract ? (long?)Issued(contract, DateRange.In(body)).Count() : null));

    /// <summary>By invoice, else by contract, else by client.</summary>
    private Answer Search(WireRecord body)
    {
        const string Return = "getFacturasReturn";
        if (body.Text("numeroFactura") is { } number)
        {
            return books.FindInvoice(number.Trim()) is { } invoice
                ? Invoices(Return, "facturas", "FacturaDTO", [invoice], invoices.Write)
                : Outcome.InvoiceNotFound.Within(Return);
        }

        Contract? contract = body.Number("numeroContrato") is not null
            ? books.ContractIn(body)
            : body.Number("numeroCliente") is { } client
                ? books.AllContracts().FirstOrDefault(known => known.Client == client)
                : null;
        return contract is null
            ? Outcome.ContractNotFound.Within(Return)
            : Invoices(
                Return, "facturas", "FacturaDTO", Page.First.Of(Issued(contract, DateRange.In(body))), invoices.Write);
    }

    private Answer ByConditions(WireRecord body)
    {
        DateRange range = DateRange.In(body, "fechaDesde", "fechaHasta");
        IEnumerable<Contract> byNumber = body.Numbers("numContratos").Take(Page.Limit)
            .Select(number => books.FindContract(number)).OfType<Contract>();
        IEnumerable<Contract> byTaxId = body.Texts("nifs").Take(Page.Limit)
            .SelectMany(taxId => books.ContractsOf(taxId.Trim()).Take(Page.Limit));
        IEnumerable<Contract> contracts = byNumber.Concat(byTaxId).DistinctBy(contract => contract.Number);
        return contracts.Any()
            ? Invoices(
                "return", "facturas", "facturaDTO",
                Page.First.Of(contracts.SelectMany(contract => Issued(contract, range))), invoices.WriteFound)
            : Outcome.ContractNotFound.Within("return");
    }

    private Answer ByIds(WireRecord body)
    {
        IEnumerable<long> ids = body.Record("idFacturas")?.Numbers("int") ?? [];
        IEnumerable<Invoice> found = ids.Select(id => books.FindInvoice((int)id)).OfType<Invoice>();
        return Invoices(
            "recuperaFacturasByIdsReturn", "facturasId", "FacturasIdDTO", Page.In(body).Of(found), invoices.WriteId);
    }

    private IEnumerable<Invoice> Issued(Contract contract, DateRange range) =>
        books.InvoicesOf(contract).Where(invoice => range.Contains(invoice.Issued));

    private static Answer Invoices(
        string returnElement, string list, string item, IEnumerable<Invoice> found,
        Action<RecordWriter, Invoice> write) =>
        Answer.Of(reply => reply.Record(returnElement, record => record
            .Record("resultado", Outcome.Ok.Write)
            .Record(list, items => items.Records(item, found, write))));
}
