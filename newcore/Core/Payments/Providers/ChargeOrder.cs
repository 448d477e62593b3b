using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Providers;

/// <summary>A charge to be made.</summary>
/// <param name="Key">The same key makes the same charge, however often it is sent. At most 40 characters.</param>
/// <param name="Reference">Ours, at most 30 digits; the provider's facts name it again.</param>
/// <param name="Concept">What the payer reads: at most 40 characters.</param>
public sealed record ChargeOrder(
    string Key, ChargeKind Kind, Money Amount, string Reference, string Concept, DateTimeOffset ExpiresAt)
{
    /// <summary>Some providers demand them.</summary>
    public Payer? Payer { get; init; }
}
