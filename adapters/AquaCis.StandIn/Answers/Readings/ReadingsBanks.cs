using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>The customer office's banks. An extract has none: only accounts given by callers are known.</summary>
internal sealed class ReadingsBanks(LegacyBooks books, CustomerChanges customers)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Readings, "getBancosPorDescripcion", _ => Nothing("getBancosPorDescripcionReturn", "Banco"))
        .On(ServicePaths.Readings, "getBancosPorExplotacionDescripcion", _ => Nothing(
            "getBancosPorExplotacionDescripcionReturn", "Banco"))
        .On(ServicePaths.Readings, "getAgencias", _ => Nothing("getAgenciasReturn", "Agencia"))
        .On(ServicePaths.Readings, "getNumeroCuentaBancaria", Accounts);

    private static Answer Nothing(string returnElement, string item) =>
        Answer.List<object>(returnElement, item, [], static (_, _) => { });

    private Answer Accounts(WireRecord body) => Answer.List<BankAccount>(
        "getNumeroCuentaBancariaReturn", "NumeroCuentaBancaria",
        books.ContractInArea(body) is { } contract && customers.Account(contract) is { } account ? [account] : [],
        (record, account) => record
            .Record("agencia", branch => branch.Value("nombre", account.Branch))
            .Record("banco", bank => bank.Value("nombre", account.Bank))
            .Value("cuenta", account.Number)
            .Value("digitoControl", account.CheckDigits)
            .Value("fechaAlta", LegacyCalendar.Text(account.Since))
            .Value("nombreUsuarioCuenta", account.HolderName));
}
