namespace Strangler.Core.Valves;

/// <summary>What a meter answered to a command.</summary>
/// <param name="Setting">Where the valve is now; null where the meter does not say.</param>
/// <param name="At">By the meter's clock.</param>
public sealed record ValveAck(Guid Command, ValveAckResult Result, ValveSetting? Setting, DateTimeOffset At);
