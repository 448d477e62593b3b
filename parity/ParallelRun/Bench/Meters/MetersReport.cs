namespace Strangler.ParallelRun.Bench.Meters;

/// <summary>Readings beside their targets.</summary>
internal sealed class MetersReport(MetersBenchOptions options, MetersFigures figures) : BenchReport("meters")
{
    private const double Promised = 20_000;
    private const double SteadyLimit = 2;
    private const double LiveLimit = 5;
    private const double MegaByte = 1e6;

    private const double MostGrowth = 1.1;

    protected override IReadOnlyList<Target> Targets =>
    [
        new("readings/s persisted, rated, acknowledged", "≥ 20,000", Text($"{figures.Whole:N0}"),
            figures.Whole >= Promised),
        new(Text($"p99 from sending to keeping at {MetersBenchOptions.Rate:N0}/s"), "< 2 s",
            Text($"{figures.Steady99:F2} s"), figures.Steady99 < SteadyLimit),
        new(Text($"most memory in the last tenth of {options.Readings:N0}"), "≤ 1.1 of the first",
            Text($"{figures.Memory[^1] / MegaByte:F0} MB of {figures.Memory[0] / MegaByte:F0} MB"),
            figures.Memory[^1] <= figures.Memory[0] * MostGrowth),
        .. double.IsNaN(figures.Drained) ? Array.Empty<Target>()
        : [
            new Target(Text($"messages/s of a backlog of {options.Backlog:N0}"), "≥ 20,000",
                Text($"{figures.Drained:N0}"), figures.Drained >= Promised),
            new Target(Text($"p99 of live readings beside it at {MetersBenchOptions.Rate:N0}/s"), "< 5 s",
                Text($"{figures.Live99:F2} s"), figures.Live99 < LiveLimit),
        ],
    ];

    protected override string Circumstances =>
        Text($"{Here}: {options.Meters:N0} meters, {options.Readings:N0} readings as single messages of QoS 1, ")
        + "broker (mosquitto), load, worker and database (durable) all on one machine.";

    protected override string Remarks =>
        Text($"The broker alone, received and acknowledged as it comes: {figures.BrokerAlone:N0} messages/s; ")
        + "the whole way, which waits 20 ms for more and so wakes the broker less often, is "
        + Text($"{figures.Whole / figures.BrokerAlone:F2} of it. Steady: p50 {figures.Steady50:F2} s, ")
        + Text($"beside the backlog {figures.Live50:F2} s. ")
        + $"Most memory in each tenth, MB: {Tenths}. "
        + Text($"{figures.Rated:N0} readings were rated in all.");

    private string Tenths => string.Join(", ", figures.Memory.Select(one => Text($"{one / MegaByte:F0}")));

    protected override BenchChart Chart => new(
        "Readings per second",
        [
            ("the broker alone", figures.BrokerAlone), ("the whole way", figures.Whole),
            ("a backlog", double.IsNaN(figures.Drained) ? 0 : figures.Drained),
        ],
        "/s");
}
