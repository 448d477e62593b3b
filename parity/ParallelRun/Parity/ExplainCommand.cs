using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Parity;

/// <summary>
/// The <c>parity explain</c> commands: who answers for bills that differ from legacy's, why, and until when. Such bills
/// stay in every report, as explained.
/// </summary>
internal static class ExplainCommand
{
    private const string Description =
        "Who answers for bills that a parallel run found different. They stay in its reports, as explained.";

    public static Command Create() => new("explain", Description)
    {
        AddExplanationCommand.Create(),
        CreateList(),
        CreateRemove(),
    };

    private static Command CreateList()
    {
        Option<bool> all = new("--all") { Description = "Expired and removed ones too." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "The explanations in force.") { all, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                DateTimeOffset now = TimeProvider.System.GetUtcNow();
                ExplanationStore store = new(open);
                Write(
                    parsed.GetValue(all)
                        ? await store.HistoryAsync(cancellation)
                        : await store.InForceAsync(now, cancellation),
                    now, output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static Command CreateRemove()
    {
        Argument<long> id = new("id") { Description = "The number that list gives it." };
        Option<string> who = AuditOptions.Who();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("remove", "End an explanation; it stays in the history.") { id, who, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                long asked = parsed.GetValue(id);
                if (!await new ExplanationStore(open).RemoveAsync(
                    asked, AddExplanationCommand.Person(parsed.GetRequiredValue(who)),
                    TimeProvider.System.GetUtcNow(), cancellation))
                {
                    throw new CommandFailedException(
                        $"There is no explanation {asked}, or it has been removed before.");
                }

                output.WriteLine($"Explanation {asked} is removed.");
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Write(IReadOnlyList<StoredExplanation> explanations, DateTimeOffset now, TextWriter output)
    {
        if (explanations.Count == 0)
        {
            output.WriteLine("There are no explanations: every difference counts as one.");
            return;
        }

        TextTable table = new(
            "id", "cause", "group", "period", "contract", "state", "expires (UTC)", "added (UTC)", "who", "why");
        foreach (StoredExplanation stored in explanations)
        {
            NewExplanation one = stored.Explanation;
            table.Add(
                stored.Id, one.Cause ?? "any", one.Group?.ToString() ?? "all",
                one.Cycle is { } cycle ? ScopeText.Of(cycle) : "all", one.Contract?.ToString() ?? "all",
                State(stored, now), Day(one.Expires), Day(stored.Added), one.Who, one.Why);
        }

        table.Write(output);
    }

    private static string State(StoredExplanation explanation, DateTimeOffset now) => explanation.IsInForce(now)
        ? "in force" : explanation.RemovedBy is { } who ? $"removed by {who}" : "expired";

    private static string Day(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
