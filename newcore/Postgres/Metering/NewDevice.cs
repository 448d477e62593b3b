using Strangler.Core.Identity;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>A meter that the extract does not know.</summary>
/// <param name="Device">1 to <see cref="MeterSample.LongestDevice"/> characters.</param>
public sealed record NewDevice(string Device, ContractNumber Contract)
{
    /// <summary>A meter of nine dials of litres.</summary>
    public const long UsualTurn = 1_000_000_000;

    /// <summary>Litres at which the count turns to zero.</summary>
    public long TurnsAt { get; init; } = UsualTurn;

    /// <summary>Litres an hour that can pass it.</summary>
    public long HighestFlow { get; init; } = MeterSizes.UnknownFlow;

    /// <summary>Nothing before it is of this meter.</summary>
    public DateTimeOffset Since { get; init; } = DateTimeOffset.UnixEpoch;

    public bool HasValve { get; init; }
}
