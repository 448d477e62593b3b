using Strangler.Core.Identity;

namespace Strangler.Core.Debts;

/// <summary>Collects a <see cref="DebtBook"/>: first all contracts, then all invoices.</summary>
public sealed class DebtBookBuilder
{
    /// <summary>
    /// Its open invoices are added by <see cref="AddInvoice"/>; those of <paramref name="account"/> are not looked
    /// at.
    /// </summary>
    public void AddContract(DebtAccount account) => throw new NotImplementedException();

    /// <param name="owed">Zero for a paid invoice, which is kept only for finding its contract.</param>
    public void AddInvoice(ContractNumber contract, OpenInvoice invoice, Money owed) =>
        throw new NotImplementedException();

    public DebtBook Build(long version) => throw new NotImplementedException();
}
