using Strangler.Core.Identity;
using Strangler.Core.Payments.References;

namespace Strangler.Postgres.Payments.Refunds;

/// <summary>Money that a customer asked back.</summary>
/// <param name="State">requested, approved, asked, sent, done, failed, rejected.</param>
/// <param name="Provider">That gives it back; null: the bank does.</param>
public sealed record KeptRefund(
    long Id, ContractNumber Contract, string Reference, Money Amount, Clabe Account, string State, string RequestedBy,
    string? ApprovedBy, string? Provider)
{
    // The account stays out of whatever prints a record.
    public override string ToString() => $"refund {Id}";
}
