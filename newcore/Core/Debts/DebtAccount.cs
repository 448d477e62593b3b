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
    /// <summary>Of the newest invoice, paid or not: what is owed from other cycles is earlier debt.</summary>
    public BillingCycle? NewestCycle { get; init; }
}
