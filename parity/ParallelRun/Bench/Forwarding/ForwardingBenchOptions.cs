namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>How long and how hard to measure.</summary>
internal sealed record ForwardingBenchOptions(
    TimeSpan Duration, int Rounds, int Connections, bool Write, IReadOnlyList<string> Contenders)
{
    /// <summary>Connections when latency is what counts: few, so that no queue forms ahead of the proxy.</summary>
    public const int LatencyConnections = 8;

    public TimeSpan WarmUp => 2 * Duration;
}
