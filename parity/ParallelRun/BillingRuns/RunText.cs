using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.BillingRuns;

/// <summary>What a run came to, as text for a person and for a script.</summary>
internal static class RunText
{
    public static async Task WriteAsync(
        Database database, BillingRun run, TextWriter output, CancellationToken cancellation)
    {
        RunProgress totals = await RunReports.ProgressAsync(database, run.Id, cancellation);
        output.WriteLine($"Billing {run}: {State(run)}, by {run.Who}.");
        output.WriteLine(Text(
            $"{totals.Contracts:N0} contracts: {totals.Billed:N0} billed, {totals.Parked:N0} put aside, ")
            + Text($"{totals.Skipped:N0} without a bill; {totals.Done:N0} of {totals.Chunks:N0} chunks done."));
        output.WriteLine(Text($"{totals.Lines:N0} lines, {totals.Total} pesos, of which {totals.Tax} tax."));
        await WriteConceptsAsync(database, run, output, cancellation);
        foreach ((string reason, long contracts) in await RunReports.SkippedAsync(database, run.Id, cancellation))
        {
            output.WriteLine(Text($"Without a bill, {reason}: {contracts:N0}."));
        }

        foreach ((int chunk, string failure) in await RunReports.FailuresAsync(database, run.Id, cancellation))
        {
            output.WriteLine($"Chunk {chunk} failed: {failure}");
        }

        WriteNext(run, totals, output);
    }

    private static async Task WriteConceptsAsync(
        Database database, BillingRun run, TextWriter output, CancellationToken cancellation)
    {
        TextTable table = new("concept", "lines", "amount", "tax");
        foreach ((int concept, ConceptSum sum) in await RunReports.ConceptsAsync(database, run.Id, cancellation))
        {
            table.Add(concept, sum.Lines, sum.Amount, sum.Tax);
        }

        table.Write(output);
    }

    private static void WriteNext(BillingRun run, RunProgress totals, TextWriter output)
    {
        if (totals.Parked > 0)
        {
            output.WriteLine($"Put aside: ./strangler billing review {run.Id}");
        }

        if (run.State == BillingRunState.Rated)
        {
            output.WriteLine($"Next: ./strangler billing post {run.Id}, or billing cancel {run.Id}");
        }
        else if (run.IsUnderWay)
        {
            output.WriteLine($"Not finished: ./strangler billing resume {run.Id}");
        }
    }

    private static string State(BillingRun run) => run.State switch
    {
        BillingRunState.Rating => "being rated",
        BillingRunState.Rated => "rated, held for review",
        BillingRunState.Posting => "being posted",
        BillingRunState.Posted => "posted",
        BillingRunState.Simulated => "simulated, nothing posted",
        _ => "cancelled",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
