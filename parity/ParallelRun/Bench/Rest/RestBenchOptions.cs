namespace Strangler.ParallelRun.Bench.Rest;

/// <summary>How long and how hard to measure.</summary>
internal sealed record RestBenchOptions(TimeSpan Duration, int Rounds, int Connections, bool Write)
{
    /// <summary>Connections when latency is what counts.</summary>
    public const int LatencyConnections = 8;

    /// <summary>Payments a second, whether the ones before are answered or not.</summary>
    public const int WritesPerSecond = 200;

    public static readonly TimeSpan WriteWarmUp = TimeSpan.FromSeconds(20);
}
