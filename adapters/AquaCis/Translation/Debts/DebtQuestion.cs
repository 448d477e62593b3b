using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.Debts;

/// <summary>
/// A query and what it is answered from. The service area asked for is not looked at: bots always send 12.
/// </summary>
internal sealed record DebtQuestion(
    WireRecord Request, DebtBook Book, DateOnly Today, CancellationToken Cancellation)
{
    /// <summary>By tipoIdentificador and valor; no kind at all means a contract number.</summary>
    public DebtFinding ByIdentifier()
    {
        string value = Request.Text("valor")?.Trim() ?? "";
        string kind = Request.Text("tipoIdentificador")?.Trim() ?? "CONTRATO";
        return kind.Equals("CONTRATO", StringComparison.OrdinalIgnoreCase) ? Found(NumberIn(value))
            : !kind.Equals("REFERENCIA", StringComparison.OrdinalIgnoreCase)
                ? new DebtFinding(DebtOutcome.UnknownIdentifier, null)
            : Found(PaymentReference.TryRead(value, out ContractNumber contract) ? contract.Value : null);
    }

    /// <summary>By contrato, in the request itself or in a record of it.</summary>
    public DebtFinding ByContract(WireRecord? asked) => Found(asked?.Number("contrato"));

    /// <summary>By contrato and, where one is sent, nif, which must then be the holder's.</summary>
    public DebtFinding ByContractAndTaxId()
    {
        DebtFinding found = ByContract(Request);
        return found.Statement is { } debt && Request.Text("nif")?.Trim() is { Length: > 0 } taxId
            && !taxId.Equals(debt.Account.TaxId, StringComparison.OrdinalIgnoreCase)
                ? new DebtFinding(DebtOutcome.NotTheHolder, null)
                : found;
    }

    private DebtFinding Found(long? number) =>
        number is >= 0 and <= int.MaxValue && Book.Find(new ContractNumber((int)number)) is { } account
            ? new DebtFinding(DebtOutcome.Ok, DebtStatement.Of(account, Today))
            : new DebtFinding(DebtOutcome.ContractNotFound, null);

    private static long? NumberIn(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
