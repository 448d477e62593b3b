using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>
/// The contracting service's documents, mandates, print queue and procedures. An extract has none of them: what a
/// contract owes, and the account a caller gave, are all there is to tell.
/// </summary>
internal sealed class ContractsDocuments(LegacyBooks books, CustomerChanges customers)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Contracts, "consultaDocumentacionContrato", body => OfContract(
            body, "consultaDocumentacionContratoReturn", record => record
                .Record("documentos", static _ => { })
                .Record("resultado", Outcome.Ok.Write)))
        .On(ServicePaths.Contracts, "consultaDocumentacionTramite", body => OfContract(
            body, "consultaDocumentacionTramiteReturn", record => record
                .Record("documentos", static _ => { })
                .Record("resultado", Outcome.Ok.Write)))
        .On(ServicePaths.Contracts, "consultaLiquidacionTramite", Settlement)
        .On(ServicePaths.Contracts, "consultaHistoricoDomiciliacion", Accounts)
        .On(ServicePaths.Contracts, "getImpresionesLocalesPendientes", _ => Answer.Of(reply => reply.Record(
            "return", record => record
                .Record("resultado", Outcome.Ok.Write)
                .Record("trabajosPendientes", static _ => { }))))
        .On(ServicePaths.Contracts, "getPDFImpresionLocalPendiente", _ => Outcome.DocumentNotFound.Within("return"))
        .On(ServicePaths.Contracts, "getPdfMandato", _ => Outcome.DocumentNotFound.Within("getPdfMandatoReturn"));

    private Answer OfContract(WireRecord body, string returnElement, Action<RecordWriter> fill) =>
        books.ContractIn(body) is null
            ? Outcome.ContractNotFound.Within(returnElement)
            : Answer.Of(reply => reply.Record(returnElement, fill));

    /// <summary>What would be due when a procedure is begun: what is unpaid, oldest first.</summary>
    private Answer Settlement(WireRecord body)
    {
        IReadOnlyList<Invoice> unpaid = books.ContractIn(body) is { } contract ? books.UnpaidOf(contract) : [];
        return OfContract(body, "consultaLiquidacionTramiteReturn", record => record
            .Record("desglose", list => list.Records("DesgloseDTO", Page.First.Of(unpaid), (item, invoice) => item
                .Value("importe", books.OwedOn(invoice))
                .Value("concepto", $"ADEUDO {invoice.Number}")))
            .Record("resultado", Outcome.Ok.Write));
    }

    private Answer Accounts(WireRecord body)
    {
        DateRange range = DateRange.In(body);
        BankAccount[] accounts =
            books.ContractIn(body) is { } contract && customers.Account(contract) is { } known
            && range.Contains(known.Since)
                ? [known]
                : [];
        return OfContract(body, "consultaHistoricoDomiciliacionReturn", record => record
            .Record("resultado", Outcome.Ok.Write)
            .Record("consumos", list => list.Records(
                "DomiciliacionDTO", Page.In(body).Of(accounts), (item, account) => item
                    .Value("banco", account.Bank)
                    .Value("sucursal", account.Branch)
                    .Value("digitoControl", account.CheckDigits)
                    .Value("numeroCuenta", account.Number)
                    .Value("fechaInicio", LegacyCalendar.StartOf(account.Since))
                    .Value("cuentaIBAN", account.Iban)
                    .Value("nombreTitularSegna", account.HolderName))));
    }
}
