namespace Strangler.Core.Payments.Providers;

/// <summary>How a customer is offered to pay.</summary>
public enum ChargeKind
{
    /// <summary>A reference for stores.</summary>
    Store,

    /// <summary>A CLABE for one transfer.</summary>
    Transfer,

    /// <summary>A CoDi code to be scanned.</summary>
    Codi,

    /// <summary>A page of the provider for cards and wallets.</summary>
    CardLink,
}
