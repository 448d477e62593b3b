using Npgsql;
using Strangler.Cfdi.Stamping;

namespace Strangler.Postgres.Cfdi;

/// <summary>
/// Stamps what is queued, alone or beside any number of other processes. It holds half as many documents again as it
/// has calls under way, so that no call waits for the database, and may be killed at any moment: what it had sent is
/// asked about before it is sent again.
/// </summary>
/// <param name="pacs">In the order of preference; at least one.</param>
/// <param name="brakes">Of the same PACs; null: its own.</param>
public sealed class StampingWorker(
    Database database, IReadOnlyList<IPac> pacs, StampVerifier verifier, StampingSettings settings,
    StampingLimits limits, StampingMetrics metrics, TimeProvider time, PacBrakes? brakes = null)
{
    private readonly PacBrakes _brakes = brakes ?? new PacBrakes([.. pacs.Select(pac => pac.Name)], settings);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan BrakedWait = TimeSpan.FromMilliseconds(50);

    /// <param name="watch">Goes on when nothing is left, until cancelled; else ends then.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task RunAsync(bool watch, CancellationToken cancellation)
    {
        string worker = $"{Environment.MachineName}:{Environment.ProcessId}";
        CfdiClaims claims = new(database, worker, limits.Lease);
        using SemaphoreSlim calls = new(limits.InFlight);
        StampingJob job = new(
            new CfdiResults(database), claims, pacs, verifier, _brakes, settings, metrics, calls, time);
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

        int tried = await TryAsync(claims, job, underWay, cancellation);
        IReadOnlyList<ClaimedCfdi> claimed = await claims.TakeAsync(
            _brakes, settings.AgeMargin, Math.Max(limits.Held - underWay.Count, 1), cancellation);
        foreach (ClaimedCfdi one in claimed)
        {
            underWay.Add(RunAsync(job, one, cancellation));
        }

        return claimed.Count + tried;
    }

    /// <summary>One document each for PACs that were left alone for long enough.</summary>
    private async Task<int> TryAsync(
        CfdiClaims claims, StampingJob job, List<Task> underWay, CancellationToken cancellation)
    {
        int tried = 0;
        foreach (string pac in _brakes.ToTry(time.GetUtcNow()))
        {
            if (await claims.TrialAsync(pac, _brakes, cancellation) is { } one)
            {
                // One that waits for a PAC which is not ours any more tries nothing.
                if (one.Pac == pac)
                {
                    _brakes.Try(pac, one.Id);
                }

                underWay.Add(RunAsync(job, one, cancellation));
                tried++;
            }
        }

        return tried;
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
        TimeSpan? braked = _brakes.WaitAt(time.GetUtcNow());
        if (!watch && (next is null || next > limits.Patience || braked > limits.Patience))
        {
            return false;
        }

        // What is due and was not taken waits for a PAC that is left alone.
        TimeSpan wait = next is { } due && (due > TimeSpan.Zero || braked is null) ? due : braked ?? LongestWait;
        wait = wait < LongestWait ? wait : LongestWait;
        TimeSpan least = braked is null ? ShortestWait : BrakedWait;
        await Task.Delay(wait > least ? wait : least, time, cancellation);
        return true;
    }
}
