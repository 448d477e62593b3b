using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Debt;

/// <summary>Contracts with what is unpaid on each.</summary>
internal sealed class DebtContracts(LegacyBooks books, PendingRecords records, DebtLookup lookup)
{
    private const int CutOff = 1;

    public void Register(AnswerTable table) => table
        .On(ServicePaths.Debt, "getContratosPorNifconDeuda", OfTaxId)
        .On(ServicePaths.Debt, "getContratoPorContratoConDeuda", OfNumber)
        .On(ServicePaths.Debt, "getImpagadosContrato", Unpaid);

    /// <summary>
    /// Those that owe; the public tax id stands on most contracts, so a notice says where the list was cut.
    /// </summary>
    private Answer OfTaxId(WireRecord body)
    {
        string taxId = body.Record("entrada")?.Text("nif") ?? "";
        Outcome outcome = books.ContractsOf(taxId).Any() ? Outcome.Ok : Outcome.ContractNotFound;
        List<DebtState> found =
        [
            .. books.ContractsOf(taxId).Select(lookup.DebtOf).Where(state => state.Unpaid.Count > 0)
                .Take(Page.Limit + 1),
        ];
        bool cut = found.Count > Page.Limit;
        return Answer.Of(reply => reply.Record("return", result => result
            .Record("resultado", outcome.Write)
            .Records("avisos", cut ? new[] { CutOff } : [], (notice, code) => notice
                .Value("codigoWarning", code)
                .Value("descripcionWarning", $"Solo se devuelven los primeros {Page.Limit} contratos"))
            .Value("codigoError", outcome.Code)
            .Records("contratos", found.Take(Page.Limit), records.WriteContract)
            .Value("descripcionError", outcome.Description)
            .Value("procesoImpagadoSN", found.Any(state => state.IsOverdue))));
    }

    private Answer OfNumber(WireRecord body)
    {
        Contract? named = body.Record("entrada") is { } asked ? books.ContractIn(asked, "contrato") : null;
        (Contract? contract, Outcome outcome) = DebtLookup.Found(named);
        DebtState? state = contract is null ? null : lookup.DebtOf(contract);
        return Answer.Of(reply => reply.Record("return", result =>
        {
            result.Record("resultado", outcome.Write).Value("codigoError", outcome.Code);
            if (state is not null)
            {
                result.Record("contrato", record => records.WriteContract(record, state));
            }

            result.Value("descripcionError", outcome.Description).Value("procesoImpagadoSN", state?.IsOverdue);
        }));
    }

    private Answer Unpaid(WireRecord body)
    {
        (Contract? contract, Outcome outcome) = lookup.ByContractAndTaxId(body);
        return Answer.Of(reply => reply.Record("return", result =>
        {
            result.Record("resultado", outcome.Write);
            if (contract is not null)
            {
                records.WriteInvoices(result, "facturasPendientes", lookup.DebtOf(contract));
                WriteBalance(result, books.CreditOf(contract));
            }
        }));
    }

    private static void WriteBalance(RecordWriter result, decimal credit) =>
        result.Record("saldoCuentaDTO", balance => balance
        .Value("saldoBloqueado", 0m)
        .Value("saldoCompensar", 0m)
        .Value("saldoDisponible", credit)
        .Value("saldoTotal", credit));
}
