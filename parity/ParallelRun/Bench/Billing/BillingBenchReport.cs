namespace Strangler.ParallelRun.Bench.Billing;

/// <summary>The rows of a billing run beside those of a bare COPY.</summary>
internal sealed class BillingBenchReport(BillingBenchOptions options, BillingFigures figures) : BenchReport("billing")
{
    protected override IReadOnlyList<Target> Targets => [.. figures.Targets()];

    protected override string Circumstances =>
        Text($"{Here}; {options.Workers} workers in one process, {options.Chunk:N0} contracts of a transaction, ")
        + Text($"PostgreSQL on the same machine; {figures.Rows:N0} rows (the COPY: median of 5 rounds; documents, ")
        + Text($"{figures.Totals.Lines:N0} lines, ledger entries, balances).");

    protected override string Remarks =>
        string.Join("; ", Chart.Bars.Select(bar => Text($"{bar.Label}: {bar.Value:N0} rows/s"))) + ".";

    protected override BenchChart Chart => new(
        "Rows per second",
        [
            ("billing run", figures.RunRows), ("bare COPY", figures.CopyOneRows),
            (Text($"bare COPY by {options.Workers}"), figures.CopyManyRows),
        ],
        "/s");
}
