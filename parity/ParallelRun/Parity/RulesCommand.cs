using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Parity;

/// <summary>
/// The <c>parity rules</c> commands: which differences are ignored, until when, and who answers for it.
/// </summary>
internal static class RulesCommand
{
    public static Command Create() => new("rules", "Which differences are ignored, until when, and who answers for it.")
    {
        AddRuleCommand.Create(),
        CreateList(),
        CreateRemove(),
    };

    private static Command CreateList()
    {
        Option<bool> all = new("--all") { Description = "Expired and removed ones too." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "The rules in force.") { all, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                DateTimeOffset now = TimeProvider.System.GetUtcNow();
                RuleStore store = new(open);
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
        Command command = new("remove", "End a rule; it stays in the history.") { id, who, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                long asked = parsed.GetValue(id);
                if (!await new RuleStore(open).RemoveAsync(
                    asked, parsed.GetRequiredValue(who), TimeProvider.System.GetUtcNow(), cancellation))
                {
                    throw new CommandFailedException($"There is no rule {asked}, or it has been removed before.");
                }

                output.WriteLine($"Rule {asked} is removed.");
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Write(IReadOnlyList<StoredRule> rules, DateTimeOffset now, TextWriter output)
    {
        if (rules.Count == 0)
        {
            output.WriteLine("There are no rules: nothing is ignored.");
            return;
        }

        TextTable table = new(
            "id", "operation", "group", "path", "tolerance", "state", "expires (UTC)", "added (UTC)", "who", "why");
        foreach (StoredRule stored in rules)
        {
            NewRule rule = stored.Rule;
            table.Add(
                stored.Id, rule.Operation ?? "all", rule.Group ?? "all", rule.Path,
                rule.MoneyTolerance?.ToString(CultureInfo.InvariantCulture), State(stored, now), Day(rule.Expires),
                Day(stored.Added), rule.Who, rule.Why);
        }

        table.Write(output);
    }

    private static string State(StoredRule rule, DateTimeOffset now) =>
        rule.IsInForce(now) ? "in force" : rule.RemovedBy is { } who ? $"removed by {who}" : "expired";

    private static string Day(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
