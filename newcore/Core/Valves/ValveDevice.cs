namespace Strangler.Core.Valves;

/// <summary>A valve as the rules see it.</summary>
/// <param name="Newest">The highest number that was ever released for sending; 0 for none.</param>
/// <param name="IsHousehold">Its contract's supply is domestic, or nobody knows that it is not.</param>
/// <param name="Open">Its commands that have not ended.</param>
public sealed record ValveDevice(
    string Device, long Newest, bool IsHousehold, IReadOnlyCollection<ValveCommand> Open);
