using System.Data.Common;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Extract;
using Strangler.Postgres;
using Strangler.Postgres.Prepaid;

namespace Strangler.Gateway.Prepaid;

/// <summary>
/// Charges days that are over, looks at credit, sends notices; each at its own pace, and any number of gateways at
/// once. What fails is tried again.
/// </summary>
/// <param name="database">Null where none is configured: then it does nothing.</param>
internal sealed partial class PrepaidService(
    Database? database, Func<PrepaidBook> openBook, IOptions<PrepaidOptions> options, TimeProvider time,
    ILogger<PrepaidService> logger) : BackgroundService
{
    /// <summary>Contracts of one look; the others are due still.</summary>
    private const int ReviewLimit = 500;

    /// <summary>After a failure, at least.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database is null)
        {
            return Task.CompletedTask;
        }

        PrepaidOptions prepaid = options.Value;
        PrepaidBook book = openBook();
        PrepaidCredit credit = new(database, book.RunningAsync, time);
        PrepaidDue due = new(database, time);
        NoticeWorker notices = new(database, new SandboxNotifier(database), time);
        return Task.WhenAll(
            RepeatAsync(prepaid.SegmentEvery, stopping => SegmentAsync(due, book, stopping), stoppingToken),
            RepeatAsync(prepaid.ReviewEvery, stopping => ReviewAsync(due, credit, stopping), stoppingToken),
            RepeatAsync(prepaid.NotifyEvery, notices.RunAsync, stoppingToken));
    }

    private async Task SegmentAsync(PrepaidDue due, PrepaidBook book, CancellationToken stopping)
    {
        DateTimeOffset settled = time.GetUtcNow() - options.Value.SegmentAfter;
        DateOnly day = DateOnly.FromDateTime(UtilityTime.Local(settled).DateTime).AddDays(-1);
        if (!await due.HasDaysAsync(day, stopping))
        {
            return;
        }

        SegmentRunResult result = await (await book.SegmentsAsync(stopping)).RunAsync(
            day, again: false, options.Value.Workers, stopping);
        Log.Charged(logger, result.Agreements, result.Problems);
    }

    private static async Task ReviewAsync(PrepaidDue due, PrepaidCredit credit, CancellationToken stopping)
    {
        await due.MarkAsync(stopping);
        while (await credit.ReviewAsync(ReviewLimit, stopping) == ReviewLimit)
        {
            // There may be more that are due.
        }
    }

    private async Task RepeatAsync(
        TimeSpan every, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (every > TimeSpan.Zero && !stopping.IsCancellationRequested)
        {
            TimeSpan wait = every;
            try
            {
                await work(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is DbException or TimeoutException or OperationCanceledException)
            {
                Log.Interrupted(logger, failure.Message);
                wait = every > Pause ? every : Pause;
            }
            catch (Exception failure)
            {
                Log.Failed(logger, failure);
                wait = every > Pause ? every : Pause;
            }

            await Task.Delay(wait, time, stopping).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2320, LogLevel.Information, "{Count} prepaid agreements were charged; {Problems} could not be")]
        public static partial void Charged(ILogger logger, int count, int problems);

        [LoggerMessage(2321, LogLevel.Warning, "Prepaid agreements wait: {Why}")]
        public static partial void Interrupted(ILogger logger, string why);

        [LoggerMessage(2322, LogLevel.Error, "Prepaid agreements wait, by a mistake of ours")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
