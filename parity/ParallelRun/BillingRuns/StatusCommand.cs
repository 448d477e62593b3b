using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.BillingRuns;

/// <summary>The commands that look at runs.</summary>
internal static class StatusCommand
{
    private const int Listed = 50;

    public static Command Create()
    {
        Argument<int?> id = new("run") { Description = "The run's number; without it, the newest runs." };
        id.Arity = ArgumentArity.ZeroOrOne;
        Option<string?> database = DatabaseOption.Create();
        Command command = new("status", "The newest runs, or what one came to so far.") { id, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                if (parsed.GetValue(id) is { } run)
                {
                    await RunText.WriteAsync(open, await FindAsync(open, run, cancellation), output, cancellation);
                }
                else
                {
                    await WriteListAsync(open, output, cancellation);
                }

                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    public static Command CreateReview()
    {
        Argument<int> id = RunCommand.RunArgument();
        Option<int> limit = RangedOption.Create("--limit", "Bills to show of each reason.", 5, 0, 1_000);
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "review",
                "What a run put aside and why, with samples. A later run of the same group and period replaces it.")
        {
            id, limit, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                BillingRun run = await FindAsync(open, parsed.GetValue(id), cancellation);
                await ReviewText.WriteAsync(open, run, parsed.GetValue(limit), output, cancellation);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static async Task<BillingRun> FindAsync(Database database, int id, CancellationToken cancellation) =>
        await new BillingRunStore(database).FindAsync(id, cancellation)
        ?? throw new CommandFailedException($"There is no billing run {id}.");

    private static async Task WriteListAsync(Database database, TextWriter output, CancellationToken cancellation)
    {
        TextTable table = new(
            "run", "group", "period", "state", "started (UTC)", "who", "billed", "put aside", "total");
        foreach (BillingRun run in await new BillingRunStore(database).ListAsync(Listed, cancellation))
        {
            RunProgress totals = await RunReports.ProgressAsync(database, run.Id, cancellation);
            table.Add(
                run.Id, run.Group?.ToString() ?? ScopeText.All, ScopeText.Of(run.Cycle),
                run.State.ToString().ToLowerInvariant(),
                run.StartedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), run.Who, totals.Billed,
                totals.Parked, totals.Total);
        }

        table.Write(output);
    }
}
