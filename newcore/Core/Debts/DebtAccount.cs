using Strangler.Core.Identity;

namespace Strangler.Core.Debts;

/// <summary>What the debt queries need to know of one contract.</summary>
/// <param name="ServiceAreaName">As in the extract's explotacion table.</param>
/// <param name="Open">Oldest first.</param>
public sealed record DebtAccount(
    ContractNumber Contract, BillingGroup Group, string ServiceAreaName, int Client, string HolderName,
        string HolderSurname,
    string TaxId, bool CollectionBlocked, IReadOnlyList<OpenInvoice> Open)
{
    /// <summary>
    /// Of the invoice issued last (of two issued on a day the one with the higher id), paid or not: what older cycles
    /// owe is told apart from it. Null where no invoice was ever made out.
    /// </summary>
    public BillingCycle? NewestCycle { get; init; }

    /// <summary>What the utility holds for it; nothing where only the import is known.</summary>
    public AccountBalance Balance { get; init; } = AccountBalance.None;

    /// <summary>Whether nothing is to be paid against its reference.</summary>
    public bool ReferenceCancelled { get; init; }
}
