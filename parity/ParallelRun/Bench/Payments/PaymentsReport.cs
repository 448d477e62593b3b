namespace Strangler.ParallelRun.Bench.Payments;

/// <summary>Webhooks and statements beside their targets.</summary>
internal sealed class PaymentsReport(
    PaymentsBenchOptions options, PaymentsFigures figures, StatementFigures statements) : BenchReport("payments")
{
    protected override IReadOnlyList<Target> Targets => [.. figures.Targets(), .. statements.Targets()];

    protected override string Circumstances =>
        Text($"{Here}: medians of {options.Rounds} rounds of {options.Webhooks:N0} webhooks over 64 connections, ")
        + Text($"and of {options.Duration.TotalSeconds:F0} s at {PaymentsBenchOptions.Rate}/s; 400,000 contracts; ")
        + Text($"a settlement of {statements.Rows:N0} rows and {StatementLoad.Days} days, 94 % named by their charge, ")
        + "3 % by reference and amount, the others without a payment, stated twice, or of another amount. Provider, "
        + "load, gateway and database all on one machine.";

    protected override string Remarks =>
        Text($"Answered {figures.AnsweredPerSecond:N0}/s, applied {figures.AppliedPerSecond:N0}/s (signature, store, ")
        + "question to the provider, payment, ledger; each durable). "
        + Text($"At {PaymentsBenchOptions.Rate}/s: p50 {figures.Answer50:F1} ms, p99 {figures.Answer99:F1} ms. ")
        + Text($"The settlement was read and stored in {statements.Importing.TotalSeconds:F1} s before; ")
        + Text($"{statements.Listed:N0} rows were listed, as many as were made wrong, sums agreed to the centavo.");

    protected override BenchChart Chart => new(
        "Webhooks and rows of a statement per second",
        [
            ("webhooks answered", figures.AnsweredPerSecond), ("webhooks applied", figures.AppliedPerSecond),
            ("rows read and stored", statements.Rows / statements.Importing.TotalSeconds),
            ("rows reconciled", statements.RowsPerSecond),
        ],
        "/s");
}
