namespace Strangler.Core.Valves;

/// <summary>One wish for one valve, and how far it has come.</summary>
/// <param name="Id">A meter acts on it once. The wish keeps it through all attempts.</param>
/// <param name="Number">Of this device, in the order of the orders.</param>
/// <param name="ExpiresAt">The meter ignores it from then on.</param>
/// <param name="Attempts">How often it was sent, or may have been.</param>
/// <param name="Asks">How often the valve was asked for its state because of it.</param>
/// <param name="DueAt">When to look at it again; of those that are sent.</param>
/// <param name="Detail">Why it ended as it did; null where the state says it.</param>
/// <param name="ResolvedBy">Who ended it by looking at the valve; null where nobody had to.</param>
public sealed record ValveCommand(
    Guid Id, string Device, long Number, ValveSetting Setting, DateTimeOffset ExpiresAt, ValveCommandState State,
    int Attempts, int Asks, DateTimeOffset DueAt, string? Detail = null, string? ResolvedBy = null)
{
    /// <summary>The meter may act on it yet, or have done so without our knowledge.</summary>
    public bool IsInFlight => State is ValveCommandState.Sent or ValveCommandState.Unknown;

    public bool IsEnded => State > ValveCommandState.Unknown;
}
