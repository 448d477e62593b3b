using Npgsql;
using Strangler.Cfdi.Stamping;

namespace Strangler.Postgres.Cfdi;

/// <summary>
/// Stamps what is queued, alone or beside any number of other processes. It holds half as many documents again as it
/// has calls under way, so that no call waits for the database, and may be killed at any moment: what it had sent is
/// asked about before it is sent again.
/// </summary>
/// <param name="pacs">In the order of preference; at least one.</param>
public sealed class StampingWorker(
    Database database, IReadOnlyList<IPac> pacs, StampVerifier verifier, StampingSettings settings,
    StampingLimits limits, StampingMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);

    /// <param name="watch">Goes on when nothing is left, until cancelled; else ends then.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task RunAsync(bool watch, CancellationToken cancellation)
    {
        string worker = $"{Environment.MachineName}:{Environment.ProcessId}";
        CfdiClaims claims = new(database, worker, limits.Lease);
        using SemaphoreSlim calls = new(limits.InFlight);
        StampingJob job = new(
            new CfdiResults(database), claims, pacs, verifier, settings, metrics, calls, time);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task> underWay = new(limits.Held);
        try
        {
            bool goesOn = true;
            while (goesOn)
            {
                goesOn = await ClaimAsync(claims, job, underWay, stop.Token) > 0
                    || await WaitAsync(claims, underWay, watch, stop.Token);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop; what is under way is written down as such.
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(underWay);
        }
    }

    private async Task<int> ClaimAsync(
        CfdiClaims claims, StampingJob job, List<Task> underWay, CancellationToken cancellation)
    {
        foreach (Task ended in underWay.Where(task => task.IsCompleted).ToList())
        {
            underWay.Remove(ended);
            await ended;
        }

        if (underWay.Count >= limits.Held)
        {
            await Task.WhenAny(underWay);
            return 1;
        }

        IReadOnlyList<ClaimedCfdi> claimed = await claims.TakeAsync(
            pacs[0].Name, limits.Held - underWay.Count, cancellation);
        foreach (ClaimedCfdi one in claimed)
        {
            underWay.Add(RunAsync(job, one, cancellation));
        }

        return claimed.Count;
    }

    private async Task RunAsync(StampingJob job, ClaimedCfdi claimed, CancellationToken cancellation)
    {
        metrics.Began();
        try
        {
            await job.RunAsync(claimed, cancellation);
        }
        finally
        {
            metrics.Finished();
        }
    }

    /// <returns>False: nothing is left to wait for.</returns>
    private async Task<bool> WaitAsync(
        CfdiClaims claims, List<Task> underWay, bool watch, CancellationToken cancellation)
    {
        if (underWay.Count > 0)
        {
            await Task.WhenAny(underWay.Append(Task.Delay(LongestWait, time, cancellation)));
            return true;
        }

        TimeSpan? next = await claims.NextAsync(cancellation);
        if (!watch && (next is null || next > limits.Patience))
        {
            return false;
        }

        TimeSpan wait = next is { } due && due < LongestWait ? due : LongestWait;
        await Task.Delay(wait > ShortestWait ? wait : ShortestWait, time, cancellation);
        return true;
    }
}
