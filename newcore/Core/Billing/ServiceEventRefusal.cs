namespace Strangler.Core.Billing;

/// <summary>Why an event cannot be: it contradicts what is known.</summary>
public enum ServiceEventRefusal
{
    BeforeContract,

    /// <summary>An event of the contract with a later day, or the same, is kept.</summary>
    OutOfOrder,

    /// <summary>A later day is invoiced.</summary>
    BilledAlready,
    NotSupplied,
    SuppliedAlready,
}
