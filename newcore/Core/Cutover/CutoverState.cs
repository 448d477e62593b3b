namespace Strangler.Core.Cutover;

/// <summary>Where a billing group stands on its way to the native core.</summary>
public enum CutoverState
{
    /// <summary>Its opening balances were brought over.</summary>
    Prepared,

    /// <summary>They agree with the former system's, to the centavo.</summary>
    Reconciled,

    /// <summary>Billed natively.</summary>
    CutOver,

    RolledBack,
}
