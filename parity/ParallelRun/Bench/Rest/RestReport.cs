using Strangler.ParallelRun.Bench.Forwarding;

namespace Strangler.ParallelRun.Bench.Rest;

/// <summary>Beside the targets, each contender with its lowest and highest.</summary>
internal sealed class RestReport(RestBenchOptions options, RestFigures figures) : BenchReport("rest")
{
    private static readonly string[] RateHeads =
        [" ", "requests/s", "lowest to highest", "CPU µs/request", "p50 ms", "p99 ms"];

    protected override IReadOnlyList<Target> Targets => [.. figures.Targets()];

    protected override string Circumstances =>
        Text($"{Here}: medians of {options.Rounds} interleaved rounds of {options.Duration.TotalSeconds:F0} s; ")
        + Text($"requests/s at {options.Connections} connections, latency at {RestBenchOptions.LatencyConnections}; ")
        + Text($"the debts of {BenchDatabase.Asked:N0} contracts in turn, load and all on one machine.");

    protected override IEnumerable<BenchTable> Tables => [.. base.Tables, new BenchTable(RateHeads, RateRows())];

    protected override string Remarks =>
        Text($"Durable payments (native cobrarReferencia as JSON, with its write record) at ")
        + Text($"{RestBenchOptions.WritesPerSecond}/s: p50 {figures.Write50:F1} ms, p99 {figures.Write99:F1} ms, ")
        + Text($"of {figures.Writes.Sum(round => round.Length):N0}, none refused.");

    protected override BenchChart Chart => new(
        "Requests per second, JSON beside SOAP",
        [.. figures.Contenders.Select(of => (of.Name, ForwardingFigures.Median(of.RequestsPerSecond)))], "/s");

    private IEnumerable<string[]> RateRows() => figures.Contenders.Select(of => (string[])
    [
        of.Name,
        Text($"{ForwardingFigures.Median(of.RequestsPerSecond):N0}"),
        Text($"{of.RequestsPerSecond.Min():N0} to {of.RequestsPerSecond.Max():N0}"),
        Text($"{ForwardingFigures.Median(of.MicrosecondsPerRequest):F1}"),
        Text($"{ForwardingFigures.Median(of.Percentile50):F2}"),
        Text($"{ForwardingFigures.Median(of.Percentile99):F2}"),
    ]);
}
