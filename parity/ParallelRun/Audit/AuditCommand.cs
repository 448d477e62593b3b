using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Audit;

namespace Strangler.ParallelRun.Audit;

/// <summary>The <c>audit</c> command: who did what.</summary>
internal static class AuditCommand
{
    public static Command Create() => new(
        "audit", "Who did what, when and from where: over HTTP and on the command line.")
    {
        CreateList(),
    };

    private static Command CreateList()
    {
        Option<int> limit = new("--limit")
        {
            Description = $"The newest so many acts, at most {AuditStore.ListLimit}.",
            DefaultValueFactory = _ => 50,
        };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > AuditStore.ListLimit)
            {
                result.AddError($"--limit is 1 to {AuditStore.ListLimit}.");
            }
        });
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "The newest acts; one without an outcome is under way, or was cut off.")
        {
            limit, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                TextTable table = new("at (UTC)", "who", "what", "to", "from", "outcome");
                foreach (AuditedAct one in await new AuditStore(open).ListAsync(parsed.GetValue(limit), cancellation))
                {
                    table.Add(
                        one.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), one.Act.Who,
                        one.Act.What, one.Act.Subject, one.Act.Origin, one.Outcome ?? "begun");
                }

                table.Write(output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }
}
