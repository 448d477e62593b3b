namespace Strangler.Payments.Sandbox.Charges;

/// <summary>A charge that was made here.</summary>
/// <param name="Order">The provider's number of the order, where it has orders.</param>
/// <param name="Way">cash, spei, card, codi.</param>
/// <param name="Ours">The caller's own number of it.</param>
/// <param name="Shown">What the payer was shown.</param>
internal sealed record SandboxCharge(
    string Provider, string Id, string Order, string Way, long Centavos, string Ours, string Shown, long ExpiresAt)
{
    public string Status { get; init; } = "pending";

    public long RefundedCentavos { get; init; }

    public decimal Pesos => Centavos / 100m;
}
