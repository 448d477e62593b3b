namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>Beside the targets, each load with its lowest and highest.</summary>
internal sealed class LedgerReport(LedgerBenchOptions options, LedgerFigures figures) : BenchReport("ledger")
{
    private static readonly string[] RateHeads = [" ", "entries/s", "lowest to highest", "postings/s", "of bare"];

    protected override IReadOnlyList<Target> Targets => [.. figures.Targets()];

    protected override string Circumstances =>
        Text($"{Here}, PostgreSQL on the same machine, fsync and synchronous_commit on: medians of {options.Rounds} ")
        + Text($"interleaved rounds of {options.Duration.TotalSeconds:F0} s. Batches: {LedgerLoads.Writers} writers, ")
        + Text($"{LedgerLoads.Batch:N0} entries a transaction. Many: {options.Callers} callers at once. Bare: the ")
        + "same rows into a table without keys, checks, chain and balances.";

    protected override IEnumerable<BenchTable> Tables => [.. base.Tables, new BenchTable(RateHeads, RateRows())];

    protected override string Remarks =>
        Text($"All {figures.Verified:N0} entries posted were then verified, hash by hash, in ")
        + Text($"{figures.Verifying.TotalSeconds:F1} s, and the trial balance was zero.");

    protected override BenchChart Chart => new(
        "Entries of four postings per second", [.. figures.Rates.Select(rate => (rate.Name, rate.Median))], "/s");

    private IEnumerable<string[]> RateRows() => figures.Rates.Select((rate, at) => (string[])
    [
        rate.Name, Text($"{rate.Median:N0}"), Text($"{rate.PerSecond.Min():N0} to {rate.PerSecond.Max():N0}"),
        Text($"{rate.Median * LedgerSamples.Postings:N0}"),

        // Each bare load is followed by the ledger's own.
        at % 2 == 0 ? "" : Text($"{rate.Median / figures.Rates[at - 1].Median:F2}"),
    ]);
}
