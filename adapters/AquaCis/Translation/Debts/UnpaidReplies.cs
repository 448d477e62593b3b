using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.Debts;

/// <summary>Contracts with what is unpaid on each.</summary>
internal static class UnpaidReplies
{
    /// <summary>No reply holds more contracts; a warning says where the list was cut.</summary>
    private const int ContractLimit = 100;

    private const int CutOff = 1;

    public static void WriteUnpaid(RecordWriter reply, DebtQuestion question) => reply.Record(
        "return", question.ByContractAndTaxId(), static (result, found) =>
        {
            result.Record("resultado", found.Outcome, DebtOutcome.Write);
            if (found.Statement is { } debt)
            {
                UnpaidRecords.WriteInvoices(result, "facturasPendientes", debt);
                result.Record("saldoCuentaDTO", debt.Account.Balance, WriteBalance);
            }
        });

    public static void WriteContract(RecordWriter reply, DebtQuestion question) => reply.Record(
        "return", question.ByContract(question.Request.Record("entrada")), static (result, found) =>
        {
            WriteOutcome(result, found.Outcome);
            if (found.Statement is { } debt)
            {
                result.Record("contrato", debt, UnpaidRecords.WriteContract);
            }

            result
                .Value("descripcionError", found.Outcome.Description)
                .Value("procesoImpagadoSN", found.Statement?.IsOverdue);
        });

    /// <summary>Those of its contracts that owe; one public tax id stands on most households.</summary>
    public static void WriteContractsOfTaxId(RecordWriter reply, DebtQuestion question)
    {
        (List<DebtStatement> owing, bool known) = ContractsOfTaxId(question);
        DebtOutcome outcome = known ? DebtOutcome.Ok : DebtOutcome.ContractNotFound;
        int[] warnings = owing.Count > ContractLimit ? [CutOff] : [];
        reply.Record("return", result => WriteOutcomeAndWarnings(result, outcome, warnings)
            .Value("codigoError", outcome.Code)
            .Records("contratos", owing.Take(ContractLimit), UnpaidRecords.WriteContract)
            .Value("descripcionError", outcome.Description)
            .Value("procesoImpagadoSN", owing.Exists(debt => debt.IsOverdue)));
    }

    /// <summary>One more than a reply holds, so that it shows whether the list was cut.</summary>
    private static (List<DebtStatement> Owing, bool Known) ContractsOfTaxId(DebtQuestion question)
    {
        List<DebtStatement> owing = [];
        bool known = false;
        string taxId = question.Request.Record("entrada")?.Text("nif") ?? "";
        foreach (DebtAccount account in question.Book.FindByTaxId(taxId))
        {
            question.Cancellation.ThrowIfCancellationRequested();
            known = true;
            if (account.Open.Count > 0)
            {
                owing.Add(DebtStatement.Of(account, question.Today));
            }

            if (owing.Count > ContractLimit)
            {
                break;
            }
        }

        return (owing, known);
    }

    private static RecordWriter WriteOutcomeAndWarnings(
        RecordWriter result, DebtOutcome outcome, int[] warnings) => result
        .Record("resultado", outcome, DebtOutcome.Write)
        .Records("avisos", warnings, static (warning, code) => warning
            .Value("codigoWarning", code)
            .Value("descripcionWarning", $"Solo se devuelven los primeros {ContractLimit} contratos"));

    private static void WriteOutcome(RecordWriter result, DebtOutcome outcome) => result
        .Record("resultado", outcome, DebtOutcome.Write)
        .Value("codigoError", outcome.Code);

    private static void WriteBalance(RecordWriter record, AccountBalance balance) => record
        .Value("saldoBloqueado", balance.Blocked)
        .Value("saldoCompensar", balance.ToOffset)
        .Value("saldoDisponible", balance.Available)
        .Value("saldoTotal", balance.Total);
}
