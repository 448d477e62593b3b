using Spectre.Console;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Replay;

/// <summary>One replay from its start to its report.</summary>
internal static class ReplayRun
{
    /// <param name="database">Null where nothing is read from or kept in one.</param>
    public static async Task<int> RunAsync(
        ReplayOptions options, Database? database, TextWriter output, CancellationToken cancellation)
    {
        ReplayTally tally = new(options.FromLine);
        try
        {
            await RunAsync(options, database, tally, cancellation);
        }
        catch (OperationCanceledException)
        {
            ReplayText.Write(tally, output);
            output.WriteLine($"Interrupted. Go on with --from-line {tally.ResumeAt}");
            throw;
        }
        catch (IOException error)
        {
            throw new CommandFailedException(error.Message);
        }

        ReplayText.Write(tally, output);
        return tally.Different > 0 ? ExitCode.TargetMissed : ExitCode.Done;
    }

    private static async Task RunAsync(
        ReplayOptions options, Database? database, ReplayTally tally, CancellationToken cancellation)
    {
        using VerdictBatch? batch = database is null ? null : new VerdictBatch(new VerdictStore(database));
        await using FindingFile? report =
            options.Report is null ? null : new FindingFile(options.Report, append: options.FromLine > 1);
        IReadOnlyList<ParityRule> rules = await RulesAsync(database, cancellation);
        using Replayer replayer = new(options, rules, TimeProvider.System, tally, async (finding, stop) =>
        {
            if (report is not null)
            {
                await report.WriteAsync(finding, stop);
            }

            if (batch is not null)
            {
                await batch.AddAsync(finding.Verdict, stop);
            }
        });
        try
        {
            await Terminal.Console.Progress().AutoClear(true).StartAsync(progress =>
            {
                ProgressTask task = progress.AddTask("replaying", maxValue: Math.Max(1, options.File.Length));
                return replayer.RunAsync(position => task.Value = position, cancellation);
            });
        }
        finally
        {
            // Also after Ctrl-C: what was compared is not sent again.
            if (batch is not null)
            {
                await batch.WriteAsync(CancellationToken.None);
            }
        }
    }

    private static async Task<IReadOnlyList<ParityRule>> RulesAsync(
        Database? database, CancellationToken cancellation) => database is null
            ? []
            :
            [
                .. (await new RuleStore(database).InForceAsync(TimeProvider.System.GetUtcNow(), cancellation))
                    .Select(rule => rule.ToParityRule()),
            ];
}
