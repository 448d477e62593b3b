using System.CommandLine;
using Strangler.Core.Metering;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Prepaid;

namespace Strangler.ParallelRun.Prepaid;

/// <summary><c>prepaid segment</c>: charges agreements up to a day.</summary>
internal static class SegmentCommand
{
    /// <param name="usage">What meters counted; null where this program does not know.</param>
    public static Command Create(Func<Database, IMeteredUsage>? usage = null)
    {
        Option<DateOnly> day = new("--day")
        {
            Description = "The last day charged; one that is over.",
            Required = true,
        };
        Option<int> workers = RangedOption.Create("--workers", "At once.", 2, 1, 16);
        Option<bool> again = new("--again") { Description = "Also agreements charged so far: for late readings." };
        return DeskWork.Listing(
            "segment", "Charge agreements day by day; the same again finds nothing to do.", [day, workers, again],
            async (database, parsed, output, cancellation) =>
            {
                if (usage is null)
                {
                    throw new CommandFailedException("This program has no readings of meters to charge by.");
                }

                await using LedgerStore ledger = new(database, TimeProvider.System);
                PrepaidSegments segments = new(
                    database, ledger, await PrepaidPlans.LoadAsync(database, cancellation), usage(database),
                    TimeProvider.System);
                SegmentRunResult result = await segments.RunAsync(
                    parsed.GetValue(day), parsed.GetValue(again), parsed.GetValue(workers), cancellation);
                output.WriteLine(
                    $"{result.Agreements} agreements, {result.Entries} entries, {result.Problems} problems.");
            });
    }
}
