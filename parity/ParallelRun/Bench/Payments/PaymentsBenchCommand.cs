using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Payments;

/// <summary><c>bench payments</c>: webhooks taken and applied, rows of statements reconciled.</summary>
internal static class PaymentsBenchCommand
{
    private const string Description =
        """
        Webhooks/s verified, stored, confirmed with the provider and applied durably, and the time of an answer at 300
        a second; then rows of a provider's settlement, taken in and reconciled. In databases of its own beside that of
        STRANGLER_DB.
        """;

    public static Command Create()
    {
        Option<int> webhooks = RangedOption.Create("--webhooks", "Webhooks of each round.", 10_000, 100, 1_000_000);
        Option<int> duration = RangedOption.Create("--duration", "Seconds of each measurement of answers.", 5, 1, 120);
        Option<int> rounds = RangedOption.Create("--rounds", "Rounds; medians are taken.", 3, 1, 50);
        Option<int> rows = RangedOption.Create(
            "--rows", "Rows of the statement.", StatementFigures.PromisedRows, 1_000, 2_000_000);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Command command = new("payments", Description) { webhooks, duration, rounds, rows, noWrite };
        command.SetAction((parsed, cancellation) => PaymentsBench.RunAsync(
            new PaymentsBenchOptions(
                parsed.GetValue(webhooks), TimeSpan.FromSeconds(parsed.GetValue(duration)), parsed.GetValue(rounds),
                parsed.GetValue(rows), !parsed.GetValue(noWrite)),
            cancellation));
        return command;
    }
}
