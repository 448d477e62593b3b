using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Parity;

/// <summary><c>parity prune</c>: deletes old verdicts, as the gateway does by itself.</summary>
internal static class PruneCommand
{
    public static Command Create()
    {
        Option<int> days = RangedOption.Create("--keep-days", "How long verdicts and counts are kept.", 90, 1, 3650);
        Option<string?> database = DatabaseOption.Create();
        Command command = new("prune", "Delete verdicts and counts that are older than they need be.")
        {
            days, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                TimeSpan retention = TimeSpan.FromDays(parsed.GetValue(days));
                VerdictLimits limits = VerdictLimits.Usual with { Retention = retention };
                long deleted = await new VerdictStore(open, limits)
                    .PruneAsync(TimeProvider.System.GetUtcNow(), cancellation);
                output.WriteLine($"Deleted {deleted} verdicts.");
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }
}
