namespace Strangler.Core.Payments.Providers;

/// <summary>Where a charge stands at its provider.</summary>
public enum ChargeStatus
{
    Pending,
    Paid,
    Failed,
    Expired,
    Cancelled,

    /// <summary>All of it; of a part it stays paid.</summary>
    Refunded,
    ChargedBack,
}
