using System.CommandLine;
using Strangler.Cfdi.Building;
using Strangler.Cfdi.Sealing;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi issue</c>, <c>complements</c>, <c>replace</c>: from the books into the queue.</summary>
internal static class IssueCommand
{
    public static Option<string> Group() => new("--group")
    {
        Description = "A billing group like 1/M08, or all.",
        DefaultValueFactory = _ => ScopeText.All,
    };

    public static Option<string?> Period() => new("--period")
    {
        Description = "A billing period like 2026-02; without it, all.",
    };

    public static IssueScope Scope(ParseResult parsed, Option<string> group, Option<string?> period) => new(
        ScopeText.GroupOrAll(parsed.GetValue(group)!),
        parsed.GetValue(period) is { } text ? ScopeText.Cycle(text) : null);

    public static Command Issue(Func<string, string?> read)
    {
        Option<string> group = Group();
        Option<string?> period = Period();
        return Create(
            read, "issue", "Build, seal, judge and queue the documents of invoices and notes that have none.",
            [group, period],
            (parsed, database, profile, ring, progress, cancellation) =>
                new IssuingDesk(database, profile, ring, TimeProvider.System).IssueAsync(
                    Scope(parsed, group, period), progress, cancellation));
    }

    public static Command Complements(Func<string, string?> read) => Create(
        read, "complements", "Queue the documents of payments (type P) whose invoices are stamped.", [],
        (_, database, profile, ring, progress, cancellation) =>
            new ComplementDesk(database, profile, ring, TimeProvider.System).IssueAsync(progress, cancellation));

    public static Command Replace(Func<string, string?> read)
    {
        Option<string> number = new("--number") { Description = "The invoice's or note's number.", Required = true };
        return Create(
            read, "replace", "Build a stamped document anew (relation 04); the old one is cancelled by itself (01).",
            [number],
            async (parsed, database, profile, ring, _, cancellation) =>
            {
                string wanted = parsed.GetValue(number)!;
                int contract = await new FlowQueries(database).ContractOfAsync(wanted, cancellation)
                    ?? throw new CommandFailedException($"{wanted} has no fiscal document.");
                IssueReport report = await new IssuingDesk(database, profile, ring, TimeProvider.System).ReplaceAsync(
                    wanted, new ContractNumber(contract), cancellation);
                return report == IssueReport.Nothing
                    ? throw new CommandFailedException(
                        $"{wanted} has no stamped document that could be replaced now (cfdi status).")
                    : report;
            });
    }

    public static Command Global(Func<string, string?> read)
    {
        Option<DateOnly> from = new("--from") { Description = "The first day, like 2026-02-01.", Required = true };
        Option<DateOnly> until = new("--until") { Description = "The last day.", Required = true };
        Option<string> period = new("--period") { Description = "What one document is for.", Required = true };
        period.AcceptOnlyFromAmong("day", "week", "fortnight", "month");
        return Create(
            read, "global", "Put receipts of the public into global documents, period by period once it has ended.",
            [from, until, period],
            (parsed, database, profile, ring, _, cancellation) =>
                new GlobalDesk(database, profile, ring, TimeProvider.System).IssueAsync(
                    parsed.GetValue(from), parsed.GetValue(until), SpanOf(parsed.GetValue(period)!), cancellation));
    }

    private static Func<DateOnly, GlobalSpan> SpanOf(string period) => period switch
    {
        "day" => GlobalSpan.Day,
        "week" => GlobalSpan.Week,
        "fortnight" => GlobalSpan.Fortnight,
        _ => GlobalSpan.Month,
    };

    public static Command Create(
        Func<string, string?> read, string name, string description, Option[] options,
        Func<ParseResult, Database, IssuerProfile, CsdRing, IProgress<IssueReport>, CancellationToken,
            Task<IssueReport>> work)
    {
        IssuerOptions issuer = new(read);
        Option<string?> database = DatabaseOption.Create();
        Command command = new(name, description);
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        issuer.AddTo(command);
        command.Options.Add(database);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                IssuerProfile profile = await issuer.ProfileAsync(parsed, cancellation);
                using CsdRing ring = await issuer.RingAsync(parsed, cancellation);
                Progress<IssueReport> progress = new(
                    report => parsed.InvocationConfiguration.Error.WriteLine(Text(report)));
                return await RunAsync(
                    () => work(parsed, open, profile, ring, progress, cancellation), output);
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Func<Task<IssueReport>> work, TextWriter output)
    {
        try
        {
            IssueReport report = await work();
            await output.WriteLineAsync(Text(report));
            if (report.Refused > 0)
            {
                await output.WriteLineAsync("Why: cfdi refused. They stay billable and are tried again.");
            }

            return ExitCode.Done;
        }
        catch (IssuingBusyException busy)
        {
            throw new CommandFailedException(busy.Message);
        }
    }

    private static string Text(IssueReport report) =>
        $"{report.Queued:N0} queued, {report.Refused:N0} refused, {report.Waiting:N0} waiting for a stamp.";
}
