namespace Strangler.ParallelRun.Bench.BillComparison;

/// <summary>The seconds of a comparison beside those of the bare database.</summary>
internal sealed class RunBenchReport(RunBenchOptions options, RunFigures figures) : BenchReport("parallel-run")
{
    protected override IReadOnlyList<Target> Targets => [.. figures.Targets()];

    protected override string Circumstances =>
        Text($"{Here}; {options.Workers} workers in one process, PostgreSQL on the same machine; an extract of ")
        + Text($"{options.Contracts:N0} contracts and two periods, the second compared.");

    protected override string Remarks =>
        Text($"Compared: {figures.BillsPerSecond:N0} bills/s, {figures.ProcessorPerBill:N0} µs of processor time a ")
        + Text($"bill; {figures.Large.Different:N0} differed and had their cause looked for. The same rows read bare: ")
        + Text($"{figures.BareRead.TotalSeconds:F1} s. Imported: {figures.RowsPerSecond:N0} rows/s; the same files ")
        + Text($"copied bare: {figures.BareWrite.TotalSeconds:F1} s.");

    protected override BenchChart Chart => new(
        "Seconds",
        [
            ("compare", figures.Large.Compare.TotalSeconds), ("bare read", figures.BareRead.TotalSeconds),
            ("import", figures.Large.Import.TotalSeconds), ("bare COPY", figures.BareWrite.TotalSeconds),
        ],
        "s");
}
