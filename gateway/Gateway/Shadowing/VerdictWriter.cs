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
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(6);

    private readonly Channel<VerdictRecord> _waiting = Channel.CreateBounded<VerdictRecord>(Waiting);
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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        store is null
            ? Task.CompletedTask
            : Task.WhenAll(WriteAllAsync(store, stoppingToken), CountAsync(stoppingToken));

    private async Task CountAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(CountEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (VerdictRecord record in Skipped.Take(clock.GetUtcNow()))
            {
                Offer(record);
            }
        }
    }

    private async Task WriteAllAsync(VerdictStore open, CancellationToken stoppingToken)
    {
        List<VerdictRecord> batch = [];
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(Gathering, clock, stoppingToken);
            while (batch.Count < VerdictStore.BatchLimit && _waiting.Reader.TryRead(out VerdictRecord? record))
            {
                batch.Add(record);
            }

            await WriteAsync(open, batch, stoppingToken);
        }
    }

    /// <summary>What could not be written stays in the batch, for the next time.</summary>
    private async Task WriteAsync(VerdictStore open, List<VerdictRecord> batch, CancellationToken cancellation)
    {
        try
        {
            await open.WriteAsync(batch, cancellation);
            batch.Clear();
            if (clock.GetUtcNow() - _pruned > PruneEvery)
            {
                _pruned = clock.GetUtcNow();
                await open.PruneAsync(_pruned, cancellation);
            }
        }
        catch (PostgresException error) when (!error.IsTransient)
        {
            // The database is there and will not have this batch: it would not have it the next time either.
            Log.Refused(logger, batch.Count, error.SqlState);
            metrics.Dropped(batch.Count);
            batch.Clear();
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            Log.Lost(logger, batch.Count, error.Message);
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1502, LogLevel.Warning, "{Count} verdicts wait, for the database cannot be written: {Why}")]
        public static partial void Lost(ILogger logger, int count, string why);

        [LoggerMessage(1504, LogLevel.Error, "{Count} verdicts are lost, for the database refuses them: {State}")]
        public static partial void Refused(ILogger logger, int count, string state);
    }
}
