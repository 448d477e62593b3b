namespace Strangler.ParallelRun.Meters.Simulation;

/// <summary>What a simulated meter is, and what it does.</summary>
/// <param name="Interval">Between two readings.</param>
/// <param name="FirstLitres">The count at the start, below the range.</param>
/// <param name="Range">Litres at which the dials turn to zero; null where they never do.</param>
internal sealed record SimulatedMeterPlan(
    string Device, DateTimeOffset Start, TimeSpan Interval, long FirstLitres, long? Range, MeterBehaviour Behaviour)
{
    private const long FiveDials = 100_000_000;

    /// <summary>Five dials of cubic metres; to turn over it begins two cubic metres before the end.</summary>
    public static SimulatedMeterPlan Usual(
        string device, DateTimeOffset start, TimeSpan interval, MeterBehaviour behaviour) => new(
        device, start, interval, behaviour.HasFlag(MeterBehaviour.ClockOver) ? FiveDials - 2_000 : 250_000, FiveDials,
        behaviour);
}
