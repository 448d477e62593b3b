using Strangler.Core.Identity;
using Strangler.Core.Payments.References;

namespace Strangler.Postgres.Payments.Refunds;

/// <summary>Money that a customer asked back.</summary>
/// <param name="State">requested, approved, sent, done, failed, rejected.</param>
public sealed record KeptRefund(
    long Id, ContractNumber Contract, string Reference, Money Amount, Clabe Account, string State, string RequestedBy,
    string? ApprovedBy)
{
    // The account stays out of whatever prints a record.
    public override string ToString() => $"refund {Id}";
}
