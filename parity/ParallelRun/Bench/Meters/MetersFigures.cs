namespace Strangler.ParallelRun.Bench.Meters;

/// <summary>What was measured.</summary>
/// <param name="BrokerAlone">Messages a second.</param>
/// <param name="Whole">Readings a second, from the first sent to the last acknowledged.</param>
/// <param name="Steady50">Seconds from sending to the acknowledgement after the commit.</param>
/// <param name="Memory">The most bytes resident in each tenth of the readings.</param>
/// <param name="Drained">Messages of a backlog a second.</param>
/// <param name="Live50">Seconds of live readings meanwhile; not a number where there was no backlog.</param>
internal sealed record MetersFigures(
    double BrokerAlone, double Whole, double Steady50, double Steady99, IReadOnlyList<long> Memory,
    double Drained, double Live50, double Live99, long Rated);
