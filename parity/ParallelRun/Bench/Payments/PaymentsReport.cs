namespace Strangler.ParallelRun.Bench.Payments;

/// <summary>Webhooks beside their targets.</summary>
internal sealed class PaymentsReport(PaymentsBenchOptions options, PaymentsFigures figures) : BenchReport("payments")
{
    protected override IReadOnlyList<Target> Targets => [.. figures.Targets()];

    protected override string Circumstances =>
        Text($"{Here}: medians of {options.Rounds} rounds of {options.Webhooks:N0} webhooks over 64 connections, ")
        + Text($"and of {options.Duration.TotalSeconds:F0} s at {PaymentsBenchOptions.Rate}/s; 400,000 contracts; ")
        + "provider, load, gateway and database all on one machine.";

    protected override string Remarks =>
        Text($"Answered {figures.AnsweredPerSecond:N0}/s, applied {figures.AppliedPerSecond:N0}/s (signature, store, ")
        + "question to the provider, payment, ledger; each durable). "
        + Text($"At {PaymentsBenchOptions.Rate}/s: p50 {figures.Answer50:F1} ms, p99 {figures.Answer99:F1} ms.");

    protected override BenchChart Chart => new(
        "Webhooks per second",
        [("answered", figures.AnsweredPerSecond), ("applied", figures.AppliedPerSecond)], "/s");
}
