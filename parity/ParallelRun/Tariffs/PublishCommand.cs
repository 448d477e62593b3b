using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Tariffs;

/// <summary>Puts plan files into the database, for ever.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        Argument<string[]> places = new("FILE")
        {
            Description = "Plan files, or folders of them: all are published, or none.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> who = AuditOptions.Who();
        Option<string> why = AuditOptions.Why();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("publish", "Publish plans: checked with all published before, then unchangeable.")
        {
            places, who, why, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                PublishOutcome outcome = await new PlanStore(open).PublishAsync(
                    await CatalogueFiles.ReadAsync(parsed.GetValue(places)!, cancellation),
                    Text(parsed.GetValue(who), 100, "--who"), Text(parsed.GetValue(why), 500, "--why"),
                    TimeProvider.System.GetUtcNow(), cancellation);
                return Report(outcome, output);
            },
            cancellation));
        return command;
    }

    private static string Text(string? text, int longest, string option) =>
        text is { } given && given.Trim().Length is > 0 and var length && length <= longest
            ? given.Trim() : throw new CommandFailedException($"{option} has 1 to {longest} characters.");

    private static int Report(PublishOutcome outcome, TextWriter output)
    {
        switch (outcome)
        {
            case PublishOutcome.Published published:
                foreach (string plan in published.Added)
                {
                    output.WriteLine($"Published {plan}.");
                }

                output.WriteLine($"New: {published.Added.Count}. Published before, the same: {published.Unchanged}.");
                return ExitCode.Done;
            case PublishOutcome.Refused { Errors: var errors }:
                throw new CommandFailedException($"{CatalogueFiles.Refusal(errors).Message}\nNothing was published.");
            default:
                throw new InvalidOperationException($"No report for {outcome.GetType().Name}.");
        }
    }
}
