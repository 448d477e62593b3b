namespace Strangler.Core.Billing;

/// <summary>Where a billing group's cycle stands.</summary>
public enum CycleStatus : byte
{
    /// <summary>Being billed, or still to be.</summary>
    Active,

    /// <summary>Every bill of it was posted or parked with its reason.</summary>
    Billed,
}
