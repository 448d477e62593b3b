using System.CommandLine;
using Npgsql;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;

namespace Strangler.ParallelRun.Bench.Payments;

/// <summary><c>bench payments</c>: rows of statements taken in and reconciled.</summary>
internal static class PaymentsBenchCommand
{
    public static Command Create()
    {
        Option<int> rows = RangedOption.Create(
            "--rows", "Rows of the statement.", StatementFigures.PromisedRows, 1_000, 2_000_000);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Command command = new("payments", "Rows of a provider's settlement, taken in and reconciled.") { rows, noWrite };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetValue(rows), !parsed.GetValue(noWrite), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int rows, bool write, CancellationToken cancellation)
    {
        try
        {
            StatementFigures statements = await StatementLoad.MeasureAsync(rows, cancellation);
            return await new PaymentsReport(statements).ShowAsync(write, cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or MigrationException or FormatException)
        {
            throw new CommandFailedException($"The bench's database failed: {failure.Message}");
        }
    }
}
