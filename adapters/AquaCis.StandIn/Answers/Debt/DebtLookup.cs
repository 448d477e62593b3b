using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Debt;

/// <summary>
/// Finding what the debt service is asked about; the service area is not looked at (bots always send 12).
/// </summary>
internal sealed class DebtLookup(LegacyBooks books, TimeProvider clock)
{
    public DateOnly Today => LegacyCalendar.Today(clock);

    public DebtState DebtOf(Contract contract) => DebtState.Of(contract, books, Today);

    /// <summary>By tipoIdentificador and valor; no kind at all means a contract number.</summary>
    public (Contract? Contract, Outcome Outcome) ByIdentifier(WireRecord body)
    {
        string value = body.Text("valor")?.Trim() ?? "";
        return (body.Text("tipoIdentificador")?.Trim().ToUpperInvariant() ?? "CONTRATO") switch
        {
            "CONTRATO" => Found(ByNumber(value)),
            "REFERENCIA" => Found(books.FindByReference(value)),
            _ => (null, DebtOutcomes.UnknownIdentifier),
        };
    }

    /// <summary>By contrato and, where one is sent, nif, which must then be the holder's.</summary>
    public (Contract? Contract, Outcome Outcome) ByContractAndTaxId(WireRecord body)
    {
        (Contract? contract, Outcome outcome) = Found(books.ContractIn(body, "contrato"));
        return contract is not null && body.Text("nif")?.Trim() is { Length: > 0 } taxId
            && !string.Equals(taxId, books.HolderOf(contract).TaxId, StringComparison.OrdinalIgnoreCase)
                ? (null, Outcome.NotTheHolder)
                : (contract, outcome);
    }

    public static (Contract? Contract, Outcome Outcome) Found(Contract? contract) =>
        (contract, contract is null ? Outcome.ContractNotFound : Outcome.Ok);

    private Contract? ByNumber(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? books.FindContract(number)
            : null;
}
