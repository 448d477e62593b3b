using System.CommandLine;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cutover;

namespace Strangler.ParallelRun.Cutover;

/// <summary><c>cutover status</c> and <c>cutover dry-run</c>.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        Option<string?> group = new("--group")
        {
            Description = "One billing group, with its steps and differences; without it, all.",
        };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("status", "Where billing groups stand.") { group, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            (open, output) => parsed.GetValue(group) is { } text
                ? WriteOneAsync(open, ScopeText.Group(text), output, cancellation)
                : WriteAllAsync(open, output, cancellation),
            cancellation));
        return command;
    }

    public static Command CreateDryRun()
    {
        Argument<string> state = new("state") { Description = "on or off." };
        state.AcceptOnlyFromAmong("on", "off");
        Option<string> who = AuditOptions.Who();
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "dry-run", "On a copy of the database: let groups be billed that are not reconciled.")
        {
            state, who, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                bool on = parsed.GetRequiredValue(state) == "on";
                if (!await new CutoverStandings(open).SetDryRunAsync(
                    on, parsed.GetRequiredValue(who), cancellation))
                {
                    throw new CommandFailedException(on
                        ? "A group is cut over: this database counts."
                        : "Bills were posted by a dry run: this database stays a copy.");
                }

                await output.WriteLineAsync($"Dry run: {(on ? "on" : "off")}.");
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static async Task<int> WriteAllAsync(
        Database database, TextWriter output, CancellationToken cancellation)
    {
        CutoverStandings standings = new(database);
        TextTable table = new("group", "contracts", "state", "by", "why");
        foreach (GroupStanding standing in await standings.ListAsync(cancellation))
        {
            CutoverStep? last = standing.History.Count > 0 ? standing.History[^1] : null;
            table.Add(standing.Group, standing.Contracts, Text(standing), last?.Who, last?.Why);
        }

        table.Write(output);
        if (await standings.IsDryRunAsync(cancellation))
        {
            await output.WriteLineAsync("Dry run: bills are posted for any group.");
        }

        return ExitCode.Done;
    }

    private static async Task<int> WriteOneAsync(
        Database database, BillingGroup group, TextWriter output, CancellationToken cancellation)
    {
        CutoverStandings standings = new(database);
        GroupStanding standing = (await standings.ListAsync(cancellation)).FirstOrDefault(one => one.Group == group)
            ?? throw new CommandFailedException($"Billing group {group} has no contracts.");
        await output.WriteLineAsync($"{group}: {Text(standing)}");
        CutoverText.WriteHistory(standing, output);
        if (standing.State is CutoverState.Prepared or CutoverState.Reconciled)
        {
            CutoverText.Write(group, await standings.CompareAsync(group, cancellation), output);
        }

        return ExitCode.Done;
    }

    private static string Text(GroupStanding standing) => CutoverText.Of(standing.State)
        + (standing.State == CutoverState.Reconciled && standing.IsStale ? ", before the last import" : "");
}
