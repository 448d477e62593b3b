namespace Strangler.Core.Metering;

/// <summary>One count of a meter, as a payload stated it, normalised.</summary>
/// <param name="Device">Serial number or device identifier, as registered; at most <see cref="LongestDevice"/>.</param>
/// <param name="At">The instant of the count by the meter's clock, UTC.</param>
/// <param name="Litres">The whole count in litres; parts of a litre are cut off.</param>
/// <param name="Sequence">The meter's own counter of messages; null where it has none.</param>
public readonly record struct MeterSample(
    string Device, DateTimeOffset At, long Litres, long? Sequence, MeterFlags Flags)
{
    public const int LongestDevice = 64;
}
