using Strangler.Core.Debts;

namespace Strangler.Core.Billing;

/// <summary>Days of a contract that an invoice charges already.</summary>
/// <param name="To">The last day, inclusive.</param>
public readonly record struct BilledPeriod(BillingCycle Cycle, DateOnly From, DateOnly To);
