using Strangler.Core.Identity;

namespace Strangler.Core.Debts;

/// <summary>What the native core has taken of one contract.</summary>
/// <param name="Invoices">Of imported invoices by id: what native payments have settled.</param>
/// <param name="Balance">What the ledger holds for the contract.</param>
/// <param name="ReferenceCancelled">Whether nothing is to be paid against its reference.</param>
public sealed record ContractPaid(
    IReadOnlyDictionary<int, Money> Invoices, AccountBalance Balance, bool ReferenceCancelled);
