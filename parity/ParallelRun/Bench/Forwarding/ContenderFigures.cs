namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>What was measured of one contender, a value per round.</summary>
internal sealed class ContenderFigures(string name)
{
    public string Name { get; } = name;

    public List<double> RequestsPerSecond { get; } = [];

    /// <summary>Processor time of the contender's own process per request.</summary>
    public List<double> MicrosecondsPerRequest { get; } = [];

    /// <summary>Milliseconds, at few connections.</summary>
    public List<double> Percentile50 { get; } = [];

    /// <summary>Milliseconds, at few connections.</summary>
    public List<double> Percentile99 { get; } = [];

    public void Add(WrkResult throughput, TimeSpan processor, WrkResult latency)
    {
        RequestsPerSecond.Add(throughput.RequestsPerSecond);
        MicrosecondsPerRequest.Add(processor.TotalMicroseconds / throughput.Requests);
        Percentile50.Add(latency.Median.TotalMilliseconds);
        Percentile99.Add(latency.Percentile99.TotalMilliseconds);
    }
}
