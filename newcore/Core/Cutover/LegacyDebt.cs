using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Core.Cutover;

/// <summary>An invoice of the former system, and what was paid of it.</summary>
public sealed record LegacyDebt(
    ContractNumber Contract, int Invoice, string Number, BillingCycle Cycle, DateOnly Issued, DateOnly Due,
    Money Amount, Money Tax, Money Paid)
{
    public Money Owed => Amount > Paid ? Amount - Paid : Money.Zero;

    /// <summary>Paid above its amount.</summary>
    public Money Credit => Paid > Amount ? Paid - Amount : Money.Zero;
}
