using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.Cfdi;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi;

namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>A month's invoices: built, sealed, judged and queued by threads that share nothing.</summary>
internal sealed class QueueLoad(Database database, CfdiBenchOptions options)
{
    private const int Batch = 2_000;
    private const int RetainYears = 8;

    public async Task<QueueFigures> RunAsync(ProgressTask task, CancellationToken cancellation)
    {
        ResidentMemory.ForgetPeak(Environment.ProcessId);
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(worker =>
            Task.Run(() => WorkAsync(worker, task, cancellation), cancellation)));
        return new QueueFigures(watch.Elapsed, ResidentMemory.Peak(Environment.ProcessId));
    }

    private async Task WorkAsync(int worker, ProgressTask task, CancellationToken cancellation)
    {
        using Csd csd = options.Csd.Copy();
        Sealer sealer = new(csd);
        CfdiBulk bulk = new(database);
        DateOnly today = CfdiBenchIssuer.Today;
        int left = (options.Documents / options.Workers) + (worker < options.Documents % options.Workers ? 1 : 0);
        List<NewCfdi> batch = new(Batch);
        foreach (SampleDocument sample in SampleDocuments
            .Invoices(CfdiBenchIssuer.Of(csd), worker, today, worker * options.Documents).Take(left))
        {
            SealedCfdi made = CfdiBenchIssuer.Judge(
                sealer, sample.Document, TimeProvider.System.GetUtcNow(), verifies: false);
            batch.Add(new NewCfdi(
                new CfdiSource("invoice", string.Create(CultureInfo.InvariantCulture, $"AG-{made.Folio}"), 1), made,
                NewCfdi.StampLimit(made, FiscalTime.Zone), today.AddYears(RetainYears)));
            if (batch.Count == Batch)
            {
                await QueueAsync(bulk, batch, task, cancellation);
            }
        }

        await QueueAsync(bulk, batch, task, cancellation);
    }

    private static async Task QueueAsync(
        CfdiBulk bulk, List<NewCfdi> batch, ProgressTask task, CancellationToken cancellation)
    {
        BulkResult result = await bulk.EnqueueAsync(batch, cancellation);
        if (result.Queued != batch.Count)
        {
            throw new CommandFailedException($"Only {result.Queued} of {batch.Count} documents were queued.");
        }

        task.Increment(batch.Count);
        batch.Clear();
    }
}
