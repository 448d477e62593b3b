namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>Beside the targets, each contender with its lowest and highest.</summary>
internal sealed class ForwardingReport(ForwardingBenchOptions options, ForwardingFigures figures)
    : BenchReport("gateway")
{
    private static readonly string[] Columns =
        [" ", "requests/s", "lowest to highest", "CPU µs/request", "p50 ms", "p99 ms"];

    protected override IReadOnlyList<Target> Targets => [.. figures.Targets()];

    protected override string Circumstances =>
        Text($"{Here}: medians of {options.Rounds} rounds of {options.Duration.TotalSeconds:F0} s; ")
        + Text($"requests/s at {options.Connections} connections, latency at ")
        + Text($"{ForwardingBenchOptions.LatencyConnections}; {BenchTraffic.RequestBytes} byte requests, ")
        + Text($"{BenchTraffic.AnswerBytes} byte answers, load and all on one machine.");

    protected override IEnumerable<BenchTable> Tables => [.. base.Tables, new BenchTable(Columns, Rows())];

    protected override BenchChart Chart => new(
        "Requests per second", [.. figures.Contenders.Select(of => (of.Name, Middle(of.RequestsPerSecond)))], "/s");

    private IEnumerable<string[]> Rows() => figures.Contenders.Select(of => (string[])
    [
        of.Name,
        Text($"{Middle(of.RequestsPerSecond):N0}"),
        Text($"{of.RequestsPerSecond.Min():N0} to {of.RequestsPerSecond.Max():N0}"),
        Text($"{Middle(of.MicrosecondsPerRequest):F1}"),
        Text($"{Middle(of.Percentile50):F2}"),
        Text($"{Middle(of.Percentile99):F2}"),
    ]);

    private static double Middle(IEnumerable<double> values) => ForwardingFigures.Median(values);
}
