using System.Threading.Channels;
using Npgsql;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// Writes verdicts to the database in batches. While the database is down as many as fit are kept, the rest are
/// dropped and counted: comparing must never fill the memory.
/// </summary>
/// <param name="store">Null where no database is configured: verdicts are only counted.</param>
internal sealed partial class VerdictWriter(
    VerdictStore? store, ShadowMetrics metrics, TimeProvider clock, ILogger<VerdictWriter> logger) : BackgroundService
{
    private const int Waiting = 20_000;
    /// <summary>Counts are a row for each operation and group, which costs the same for one call as for many.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(6);

    private readonly Channel<VerdictRecord> _waiting = Channel.CreateBounded<VerdictRecord>(Waiting);
    private readonly List<VerdictRecord> _batch = [];
    private DateTimeOffset _pruned;

    /// <summary>Written with the rest, every few seconds.</summary>
    public SkippedCalls Skipped { get; } = new();

    public void Offer(VerdictRecord record)
    {
        if (store is not null && !_waiting.Writer.TryWrite(record))
        {
            metrics.Dropped(1);
        }
    }

    /// <summary>What waits is written once more, if the database takes it at once.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (store is null || ExecuteTask is { IsCompleted: false })
        {
            return;
        }

        OfferSkipped();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LastWrite);
        try
        {
            while (Gather() > 0)
            {
                await store.WriteAsync(_batch, limit.Token);
                _batch.Clear();
            }
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException)
        {
            Log.Lost(logger, _batch.Count + _waiting.Reader.Count, error.Message);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        store is null
            ? Task.CompletedTask
            : Task.WhenAll(WriteAllAsync(store, stoppingToken), CountAsync(stoppingToken));

    private async Task WriteAllAsync(VerdictStore open, CancellationToken cancellation)
    {
        while (_batch.Count > 0 || await _waiting.Reader.WaitToReadAsync(cancellation))
        {
            await Task.Delay(Gathering, clock, cancellation);
            Gather();
            await WriteAsync(open, cancellation);
        }
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        using PeriodicTimer timer = new(CountEvery, clock);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            OfferSkipped();
        }
    }

    private void OfferSkipped()
    {
        foreach (VerdictRecord record in Skipped.Take(clock.GetUtcNow()))
        {
            Offer(record);
        }
    }

    /// <returns>How many are to be written.</returns>
    private int Gather()
    {
        while (_batch.Count < VerdictStore.BatchLimit && _waiting.Reader.TryRead(out VerdictRecord? record))
        {
            _batch.Add(record);
        }

        return _batch.Count;
    }

    /// <summary>
    /// What could not be written stays in the batch, for the next time; but what the database refuses for what it
    /// says would be refused again, and all after it with it.
    /// </summary>
    private async Task WriteAsync(VerdictStore open, CancellationToken cancellation)
    {
        try
        {
            await open.WriteAsync(_batch, cancellation);
            _batch.Clear();
            await PruneAsync(open, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            if (IsAboutTheBatch(error))
            {
                Log.Refused(logger, error, _batch.Count);
                metrics.Dropped(_batch.Count);
                _batch.Clear();
                return;
            }

            Log.Lost(logger, _batch.Count, error.Message);
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private async Task PruneAsync(VerdictStore open, CancellationToken cancellation)
    {
        if (clock.GetUtcNow() - _pruned > PruneEvery)
        {
            _pruned = clock.GetUtcNow();
            await open.PruneAsync(_pruned, cancellation);
        }
    }

    /// <summary>A value that cannot be stored (SQLSTATE classes 22 and 23), or a bug of ours.</summary>
    private static bool IsAboutTheBatch(Exception error) => error switch
    {
        PostgresException refused => refused.SqlState.StartsWith("22", StringComparison.Ordinal)
            || refused.SqlState.StartsWith("23", StringComparison.Ordinal),
        NpgsqlException or TimeoutException => false,
        _ => true,
    };

    private static partial class Log
    {
        [LoggerMessage(1502, LogLevel.Warning, "{Count} verdicts wait, for the database cannot be written: {Why}")]
        public static partial void Lost(ILogger logger, int count, string why);

        [LoggerMessage(1504, LogLevel.Error, "{Count} verdicts were dropped, for they cannot be stored")]
        public static partial void Refused(ILogger logger, Exception error, int count);
    }
}
