namespace Strangler.Core.Valves;

/// <summary>What something that a meter said means for a command.</summary>
public enum ValveNews
{
    /// <summary>It has ended by it.</summary>
    Ended,

    /// <summary>Nothing that was not known.</summary>
    Nothing,

    /// <summary>It was never sent: whoever says this did not have it from us.</summary>
    NeverSent,

    /// <summary>The meter has said something else of it before.</summary>
    Contradiction,
}
