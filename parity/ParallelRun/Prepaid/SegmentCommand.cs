using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Prepaid;

namespace Strangler.ParallelRun.Prepaid;

/// <summary><c>prepaid segment</c>: charges agreements up to a day.</summary>
internal static class SegmentCommand
{
    public static Command Create()
    {
        Option<DateOnly> day = new("--day")
        {
            Description = "The last day charged; one that is over.",
            Required = true,
        };
        Option<int> workers = RangedOption.Create("--workers", "At once.", 2, 1, 16);
        Option<bool> again = new("--again") { Description = "Also agreements charged so far: for late readings." };
        Option<int> batch = RangedOption.Create(
            "--batch", "Agreements of one transaction.", PrepaidSegments.BatchLimit, 1, PrepaidSegments.BatchLimit);
        return DeskWork.Listing(
            "segment", "Charge agreements day by day; the same again finds nothing to do.",
            [day, workers, again, batch],
            async (database, parsed, output, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                PrepaidSegments segments = new(
                    database, ledger, await PrepaidPlans.LoadAsync(database, cancellation),
                    new MeteredUsageQuery(database), TimeProvider.System)
                {
                    BatchSize = parsed.GetValue(batch),
                };
                await output.WriteLineAsync($"Agreements are charged up to {parsed.GetValue(day):yyyy-MM-dd}.");
                SegmentRunResult result = await segments.RunAsync(
                    parsed.GetValue(day), parsed.GetValue(again), parsed.GetValue(workers), cancellation);
                await output.WriteLineAsync(
                    $"{result.Agreements} agreements, {result.Entries} entries, {result.Problems} problems.");
            });
    }
}
