namespace Strangler.ParallelRun.Bench.Payments;

/// <summary>The figures beside their targets.</summary>
internal sealed class PaymentsReport(StatementFigures statements) : BenchReport("payments")
{
    protected override IReadOnlyList<Target> Targets => [.. statements.Targets()];

    protected override string Circumstances =>
        Text($"{Here}, PostgreSQL on the same machine, fsync and synchronous_commit on: a settlement of ")
        + Text($"{statements.Rows:N0} rows and {StatementLoad.Days} days, 94 % named by their charge, 3 % by reference ")
        + "and amount, the others without a payment, stated twice, or of another amount.";

    protected override string Remarks =>
        Text($"The file was read and stored in {statements.Importing.TotalSeconds:F1} s before; ")
        + Text($"{statements.Listed:N0} rows were listed, as many as were made wrong, and the sums agreed to the centavo.");

    protected override BenchChart Chart => new(
        "Rows of a statement per second",
        [
            ("read and stored", statements.Rows / statements.Importing.TotalSeconds),
            ("reconciled", statements.RowsPerSecond),
        ],
        "/s");
}
