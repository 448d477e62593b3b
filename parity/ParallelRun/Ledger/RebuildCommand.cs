using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;

namespace Strangler.ParallelRun.Ledger;

/// <summary><c>ledger rebuild</c>: balances and totals again from the entries.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        Option<bool> dryRun = new("--dry-run") { Description = "Only say what differs." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "rebuild",
            """
            Make the balances of all contracts and the totals by day again from the entries, say where the kept ones
            differ, and put those right. Who posts waits meanwhile. Run verify first: what was tampered with is believed
            here. Exits 1 if anything differed.
            """)
        {
            dryRun, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            (open, output) => RebuildAsync(open, !parsed.GetValue(dryRun), output, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RebuildAsync(
        Database database, bool replace, TextWriter output, CancellationToken cancellation)
    {
        List<ProjectionDifference> told = [];
        long differences = await LedgerProgress.ShowStepsAsync(
            progress => new LedgerRebuild(database).RunAsync(replace, told.Add, progress, cancellation));
        foreach (ProjectionDifference one in told)
        {
            await output.WriteLineAsync($"{one}.");
        }

        if (differences > told.Count)
        {
            await output.WriteLineAsync($"... and {differences - told.Count:N0} more.");
        }

        await output.WriteLineAsync(
            differences == 0 ? "All balances and totals are what the entries make."
            : $"{differences:N0} figures differed; " + (replace ? "they are put right." : "nothing was changed."));
        return differences == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
