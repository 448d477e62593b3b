using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.BillingRuns;

/// <summary>What a run put aside: how many by reason, and some of each.</summary>
internal static class ReviewText
{
    public static async Task WriteAsync(
        Database database, BillingRun run, int samples, TextWriter output, CancellationToken cancellation)
    {
        string source = run.Simulated ? "billing-simulation" : "billing-run";
        IReadOnlyList<StoredBillingException> parked = await new BillingExceptionStore(database).ListAsync(
            run.Group, run.Cycle, source, null, BillingExceptionStore.Limit, cancellation);
        TextTable counts = new("reason", "bills");
        TextTable shown = new("reason", "group", "contract", "detail");
        foreach (IGrouping<string, BillingException> reason in parked.Select(row => row.Exception)
            .GroupBy(row => row.Reason).OrderByDescending(group => group.Count()))
        {
            counts.Add(reason.Key, reason.Count());
            foreach (BillingException row in reason.Take(samples))
            {
                shown.Add(row.Reason, row.Group, row.Contract, row.Detail);
            }
        }

        output.WriteLine($"Billing {run}: {parked.Count} bills put aside.");
        counts.Write(output);
        if (samples > 0 && parked.Count > 0)
        {
            output.WriteLine();
            shown.Write(output);
        }
    }
}
