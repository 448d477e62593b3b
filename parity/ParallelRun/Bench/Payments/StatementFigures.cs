namespace Strangler.ParallelRun.Bench.Payments;

/// <summary>How a statement was taken in and reconciled.</summary>
/// <param name="PeakBytes">The highest resident memory of this process meanwhile.</param>
/// <param name="Listed">Lines for a person.</param>
internal sealed record StatementFigures(
    int Rows, TimeSpan Importing, TimeSpan Reconciling, long PeakBytes, long Listed)
{
    public const int PromisedRows = 500_000;

    private const int PromisedSeconds = 60;
    private const int PromisedMegabytes = 400;

    public double RowsPerSecond => Rows / Reconciling.TotalSeconds;

    public IReadOnlyList<Target> Targets() =>
    [
        new Target(
            FormattableString.Invariant($"{Rows:N0} rows of a statement reconciled"), $"<= {PromisedSeconds} s",
            FormattableString.Invariant($"{Reconciling.TotalSeconds:F1} s"),
            Reconciling.TotalSeconds <= PromisedSeconds),
        new Target(
            "memory meanwhile, highest", $"< {PromisedMegabytes} MB",
            FormattableString.Invariant($"{PeakBytes >> 20} MB"), PeakBytes >> 20 < PromisedMegabytes),
    ];
}
