using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>A bill that was put aside, and why: shown by <c>./strangler exceptions</c>.</summary>
/// <param name="Reason">A code of <see cref="ParkingReason"/>, or another of at most 40 characters.</param>
/// <param name="Detail">For a person: ids, dates and values; never a name or a tax id. Cut at 500 characters.</param>
public sealed record BillingException(
    ContractNumber Contract, BillingGroup Group, BillingCycle Cycle, string Reason, string Detail);
