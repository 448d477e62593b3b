using System.CommandLine;
using System.Globalization;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Parked;

/// <summary>The <c>exceptions</c> command: bills that were put aside, and why.</summary>
internal static class ExceptionsCommand
{
    private const string Description =
        "Bills that could not be worked out, with the reason: without options how many, else which.";

    public static Command Create()
    {
        Option<string?> group = new("--group") { Description = "Only this billing group, like 1/M08." };
        Option<string?> period = new("--period") { Description = "Only this period, like 2026-02." };
        Option<string?> source = new("--source") { Description = "Only those of parallel-run or billing-run." };
        Option<string?> reason = new("--reason") { Description = "Only this reason, as the summary writes it." };
        Option<int> limit = RangedOption.Create(
            "--limit", "How many are listed.", 100, 1, BillingExceptionStore.Limit);
        Option<string?> database = DatabaseOption.Create();
        Command command = new("exceptions", Description) { group, period, source, reason, limit, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                BillingGroup? asked = parsed.GetValue(group) is { } text ? ScopeText.Group(text) : null;
                BillingCycle? cycle = parsed.GetValue(period) is { } month ? ScopeText.Cycle(month) : null;
                await WriteAsync(new BillingExceptionStore(open), output, asked, cycle, parsed.GetValue(source),
                    parsed.GetValue(reason), parsed.GetValue(limit), cancellation);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static async Task WriteAsync(
        BillingExceptionStore store, TextWriter output, BillingGroup? group, BillingCycle? cycle, string? source,
        string? reason, int limit, CancellationToken cancellation)
    {
        TextTable counts = new("period", "met by", "reason", "bills");
        foreach (BillingExceptionCount count in await store.CountAsync(cancellation))
        {
            counts.Add(ScopeText.Of(count.Cycle), count.Source, count.Reason, count.Bills);
        }

        counts.Write(output);
        if (group is null && cycle is null && source is null && reason is null)
        {
            return;
        }

        TextTable rows = new("period", "group", "contract", "met by", "reason", "detail", "found (UTC)");
        foreach (StoredBillingException row in await store.ListAsync(
            group, cycle, source, reason, limit, cancellation))
        {
            BillingException found = row.Exception;
            rows.Add(
                ScopeText.Of(found.Cycle), found.Group, found.Contract, row.Source, found.Reason, found.Detail,
                row.FoundAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        }

        output.WriteLine();
        rows.Write(output);
    }
}
