namespace Strangler.Core.Prepaid;

/// <summary>What a contract's valve should be; from the mildest to the hardest.</summary>
public enum ValvePosition
{
    Open,

    /// <summary>A trickle: the humanitarian minimum.</summary>
    Restricted,

    Closed,
}
