using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Debt;

/// <summary>The payment reference that every contract has, unless it has been cancelled.</summary>
internal sealed class PaymentReferences(Changes changes)
{
    private const string Kind = "reference-cancelled";

    public bool IsCancelled(Contract contract) => changes.Find(Kind, contract.Number) is not null;

    /// <summary>Null where it has been cancelled.</summary>
    public string? InForce(Contract contract) =>
        IsCancelled(contract) ? null : LegacyBooks.ReferenceOf(contract.Number);

    public void Cancel(Contract contract) => changes.Set(Kind, contract.Number, "S");

    /// <summary>A new payment document puts it in force again.</summary>
    public string Issue(Contract contract)
    {
        changes.Set(Kind, contract.Number, null);
        return LegacyBooks.ReferenceOf(contract.Number);
    }
}
