using Strangler.Core.Valves;

namespace Strangler.Postgres.Valves;

/// <summary>Something wanted of valves.</summary>
/// <param name="Id">The same again does nothing.</param>
public sealed record ValveOrder(
    Guid Id, IReadOnlyCollection<string> Devices, ValveSetting Setting, string Reason, string OrderedBy)
{
    /// <summary>Devices of one order.</summary>
    public const int MostDevices = 10_000;

    public const int LongestReason = 200;
}
