using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Parity;

/// <summary><c>parity summary</c>: how the calls of each operation and billing group came out.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        ScopeOfParity scope = new();
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "summary",
            "Per operation and billing group: compared, same, ignored, different, failed, not compared and why, money.")
        {
            database,
        };
        scope.AddTo(command);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                ParityScope asked = scope.Read(parsed, TimeProvider.System.GetUtcNow());
                SummaryText.Write(await new VerdictQueries(open).SummarizeAsync(asked, cancellation), output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }
}
