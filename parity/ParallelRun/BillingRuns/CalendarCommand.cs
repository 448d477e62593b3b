using System.CommandLine;
using System.Globalization;
using Strangler.Core.Billing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.BillingRuns;

/// <summary>The commands of calendars: when a group is billed, and the cycles so far.</summary>
internal static class CalendarCommand
{
    private static readonly string[] Kinds = ["monthly", "bimonthly", "quarterly", "custom"];

    public static Command Create()
    {
        Option<string> group = new("--group") { Description = "A billing group like 1/M08.", Required = true };
        Option<string> kind = new(
            "--kind")
        { Description = "monthly, bimonthly, quarterly or custom.", Required = true };
        kind.AcceptOnlyFromAmong(Kinds);
        Option<int> first = RangedOption.Create(
            "--first-day", "Of the month on which cycles begin.", 1, 1, BillingCalendar.LatestFirstDay);
        Option<int> issue = RangedOption.Create(
            "--issue-after", "Days from a cycle's end to its bills.", BillingCalendar.Usual.IssueAfterDays, 0,
            BillingCalendar.LongestDelay);
        Option<int> due = RangedOption.Create(
            "--due-after", "Days from a bill to its due date.", BillingCalendar.Usual.DueAfterDays, 0,
            BillingCalendar.LongestDelay);
        Option<DateOnly?> anchor = new("--anchor") { Description = "The first day of some custom cycle." };
        Option<int> days = RangedOption.Create(
            "--days", "Of a custom cycle.", 0, 0, BillingCalendar.LongestCustomCycle);
        Option<string> who = AuditOptions.Who();
        Option<string?> database = DatabaseOption.Create();
        Command command = new("calendar", "Set when a group is billed; cycles that were billed keep their days.")
        {
            group, kind, first, issue, due, anchor, days, who, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                BillingCalendar calendar = new(
                    Enum.Parse<CycleKind>(parsed.GetRequiredValue(kind), ignoreCase: true), parsed.GetValue(first),
                    parsed.GetValue(issue), parsed.GetValue(due))
                {
                    Anchor = parsed.GetValue(anchor) ?? default,
                    CustomDays = parsed.GetValue(days),
                };
                Check(calendar, parsed.GetValue(anchor));
                await new CalendarStore(open).SetAsync(
                    ScopeText.Group(parsed.GetRequiredValue(group)), calendar, parsed.GetRequiredValue(who),
                    cancellation);
                await output.WriteLineAsync("The calendar holds for cycles that are planned from now on.");
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    public static Command CreateCycles()
    {
        Option<string?> group = new("--group") { Description = "Only of this billing group." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("cycles", "The cycles that were planned or billed, with their days.") { group, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                TextTable table = new("group", "cycle", "kind", "from", "to", "issued", "due", "status");
                foreach (GroupCycle cycle in await new CalendarStore(open).CyclesAsync(
                    parsed.GetValue(group) is { } text ? ScopeText.Group(text) : null, cancellation))
                {
                    table.Add(
                        cycle.Group, ScopeText.Of(cycle.Cycle), cycle.Kind.ToString().ToLowerInvariant(),
                        Day(cycle.Dates.From), Day(cycle.Dates.To), Day(cycle.Dates.Issued), Day(cycle.Dates.Due),
                        cycle.Status.ToString().ToUpperInvariant());
                }

                table.Write(output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Check(BillingCalendar calendar, DateOnly? anchor)
    {
        List<string> problems = [.. calendar.Problems()];
        if ((calendar.Kind == CycleKind.Custom) != (anchor is not null))
        {
            problems.Add("A custom cycle needs --anchor, another has none.");
        }

        if (problems.Count > 0)
        {
            throw new CommandFailedException(string.Join('\n', problems));
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
