using System.Threading.Channels;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// Writes verdicts to the database in batches. While the database is down as many as fit are kept, the rest are
/// dropped and counted: comparing must never fill the memory.
/// </summary>
internal sealed partial class VerdictWriter : BackgroundService
{
    /// <summary>Verdicts that wait with their samples, 48 KB each at most; those after them go without.</summary>
    public const int SamplesWaiting = 500;

    /// <summary>Verdicts that wait; one more is dropped.</summary>
    public const int Waiting = 20_000;

    /// <summary>Counts are a row for each operation and group, which costs the same for one call as for many.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(6);

    private readonly Channel<VerdictRecord> _waiting = Channel.CreateBounded<VerdictRecord>(Waiting);
    private readonly VerdictStore? _store;
    private readonly VerdictBatch? _batch;
    private readonly ShadowMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private DateTimeOffset _pruned;

    /// <param name="store">Null where no database is configured: verdicts are only counted.</param>
    public VerdictWriter(VerdictStore? store, ShadowMetrics metrics, TimeProvider clock, ILogger<VerdictWriter> logger)
    {
        (_store, _metrics, _clock, _logger) = (store, metrics, clock, logger);
        _batch = store is null ? null : new VerdictBatch(store, metrics, logger);
    }

    /// <summary>Written with the rest, every few seconds.</summary>
    public SkippedCalls Skipped { get; } = new();

    public void Offer(VerdictRecord record)
    {
        if (_store is null)
        {
            return;
        }

        bool bare = record.Sample is not null && _waiting.Reader.Count >= SamplesWaiting;
        if (!_waiting.Writer.TryWrite(bare ? record with { Sample = null } : record))
        {
            _metrics.Dropped(record.Calls, "no-room");
        }
    }

    /// <summary>What waits is written, if the database takes it at once; the rest is counted as lost.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_batch is null)
        {
            return;
        }

        OfferSkipped();
        if (ExecuteTask is not { IsCompleted: false })
        {
            await WriteLastAsync(_batch, cancellationToken);
        }

        long left = 0;
        while (_waiting.Reader.TryRead(out VerdictRecord? record))
        {
            left += record.Calls;
        }

        if (left > 0)
        {
            _metrics.Dropped(left, "stopped");
            Log.LeftOver(_logger, left);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _store is null || _batch is null
            ? Task.CompletedTask
            : Task.WhenAll(WriteAllAsync(_store, _batch, stoppingToken), CountAsync(stoppingToken));

    private async Task WriteAllAsync(VerdictStore open, VerdictBatch batch, CancellationToken cancellation)
    {
        while (!batch.IsEmpty || await _waiting.Reader.WaitToReadAsync(cancellation))
        {
            await Task.Delay(Gathering, _clock, cancellation);
            if (batch.Fill(_waiting.Reader) && !await batch.TryWriteAsync(cancellation))
            {
                await Task.Delay(Pause, _clock, cancellation);
            }
            else if (_clock.GetUtcNow() - _pruned > PruneEvery)
            {
                await PruneAsync(open, cancellation);
            }
        }
    }

    /// <summary>Each batch is tried once, until time is over.</summary>
    private async Task WriteLastAsync(VerdictBatch batch, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LastWrite);
        try
        {
            while (batch.Fill(_waiting.Reader))
            {
                if (!await batch.TryWriteAsync(limit.Token))
                {
                    batch.GiveUp("stopped");
                }
            }
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            // Whatever ended it, there is no time for another attempt.
        }

        batch.GiveUp("stopped");
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        using PeriodicTimer timer = new(CountEvery, _clock);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            OfferSkipped();
        }
    }

    private void OfferSkipped()
    {
        foreach (VerdictRecord record in Skipped.Take(_clock.GetUtcNow()))
        {
            Offer(record);
        }
    }

    /// <summary>Tried again only after hours: what is too old does no harm.</summary>
    private async Task PruneAsync(VerdictStore open, CancellationToken cancellation)
    {
        _pruned = _clock.GetUtcNow();
        try
        {
            await open.PruneAsync(_pruned, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            Log.NotPruned(_logger, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1506, LogLevel.Warning, "Old verdicts could not be deleted")]
        public static partial void NotPruned(ILogger logger, Exception error);

        [LoggerMessage(1507, LogLevel.Error, "The verdicts of {Calls} calls are lost: the gateway stops")]
        public static partial void LeftOver(ILogger logger, long calls);
    }
}
