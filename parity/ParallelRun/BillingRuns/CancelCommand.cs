using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.BillingRuns;

/// <summary><c>billing cancel</c>: takes a run back of which nothing was posted.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        Argument<int> id = RunCommand.RunArgument();
        Option<string> who = AuditOptions.Who();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("cancel", "Take a run back before it was posted: its drafts are removed.")
        {
            id, who, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                BillingRun run = RunCommand.Run(await new RunCancellation(open).CancelAsync(
                    parsed.GetValue(id), parsed.GetRequiredValue(who), cancellation));
                await output.WriteLineAsync($"Billing {run} is cancelled.");
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }
}
