namespace Strangler.Core.Valves;

/// <summary>Where a command stands (docs/valves.md).</summary>
public enum ValveCommandState
{
    /// <summary>Waits for another person's approval.</summary>
    Ordered,

    /// <summary>To be sent; it certainly was not yet.</summary>
    Approved,

    /// <summary>Perhaps sent, perhaps acted on.</summary>
    Sent,

    /// <summary>Sent often enough, or too old to be sent again: only the valve can say what became of it.</summary>
    Unknown,

    /// <summary>The meter acted on it.</summary>
    Acknowledged,

    /// <summary>By the meter or by our own rules.</summary>
    Refused,

    /// <summary>The meter did not act on it, and never will.</summary>
    Expired,

    /// <summary>There is a newer one; it was never sent, or the meter has said that it never acts on it.</summary>
    Superseded,

    /// <summary>Taken back by a person before it was sent.</summary>
    Cancelled,
}
