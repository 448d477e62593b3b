using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;

namespace Strangler.Postgres.Payments.Charges;

/// <summary>A charge as it is kept.</summary>
/// <param name="State">making, made or failed.</param>
/// <param name="Provider">Null: none was asked, or none of those that were could have made it.</param>
/// <param name="Charge">The provider's own number.</param>
/// <param name="Shown">What the payer needs.</param>
/// <param name="Reason">Why no provider made it.</param>
/// <param name="IsPaid">Its money came, and counts.</param>
public sealed record KeptCharge(
    Guid Id, DocumentReference Reference, ChargeKind Kind, DateTimeOffset ExpiresAt, string State, string? Provider,
    string? Charge, string? Shown, string? Agreement, string? Reason, bool IsPaid);
