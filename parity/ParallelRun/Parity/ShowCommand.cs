using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Parity;

/// <summary>
/// <c>parity show</c>: one call that differs, place by place, with its masked bodies where they were kept.
/// </summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        Argument<long> id = new("id") { Description = "The number that list gives it." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("show", "One call that differs: every place, both values, and masked bodies where kept.")
        {
            id, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                long asked = parsed.GetValue(id);
                StoredVerdict stored = await new VerdictQueries(open).FindAsync(asked, cancellation)
                    ?? throw new CommandFailedException($"There is no verdict {asked}, or it has been deleted.");
                VerdictText.Write(stored, output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }
}
