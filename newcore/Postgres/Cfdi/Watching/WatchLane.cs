using Microsoft.Extensions.Logging;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.Postgres.Cfdi.Watching;

/// <summary>
/// Does its steps one after the other, each when it is due. What fails is logged, counted and tried again.
/// </summary>
internal sealed partial class WatchLane(
    IReadOnlyList<WatchStep> steps, WatchSettings settings, WatchMetrics metrics, ILogger logger, TimeProvider time)
{
    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                WatchStep next = steps.MinBy(step => step.Next)!;
                TimeSpan wait = next.Next - time.GetUtcNow();
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, time, cancellation);
                }

                next.Next = time.GetUtcNow() + await PauseAfterAsync(next, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop: each step leaves what it was at as it can be found again.
        }
    }

    private async Task<TimeSpan> PauseAfterAsync(WatchStep step, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        try
        {
            string? done = await step.RunAsync(cancellation);
            step.Failures = 0;
            metrics.Did(step.Name, "done");
            if (done is not null)
            {
                Log.Did(logger, step.Name, done);
            }

            return step.Every;
        }
        catch (IssuingBusyException)
        {
            metrics.Did(step.Name, "busy");
            return step.Every < settings.BusyRetry ? step.Every : settings.BusyRetry;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // One that worked for long before it failed starts anew.
            step.Failures = time.GetElapsedTime(start) > settings.LongestRetry ? 1 : step.Failures + 1;
            metrics.Did(step.Name, "failed");
            TimeSpan pause = RetryAfter(step.Failures);
            Report(step, failure, pause);
            return pause;
        }
    }

    /// <summary>What an operator can mend is a line; a bug comes with where it happened.</summary>
    private void Report(WatchStep step, Exception failure, TimeSpan pause)
    {
        if (failure is FormatException)
        {
            Log.Wrong(logger, step.Name, failure.Message, pause);
        }
        else
        {
            Log.Failed(logger, failure, step.Name, step.Failures, pause);
        }
    }

    private TimeSpan RetryAfter(int failures)
    {
        TimeSpan pause = settings.FirstRetry;
        for (int done = 1; done < failures && pause < settings.LongestRetry; done++)
        {
            pause += pause;
        }

        return pause < settings.LongestRetry ? pause : settings.LongestRetry;
    }

    private static partial class Log
    {
        [LoggerMessage(1701, LogLevel.Information, "Fiscal documents, {Step}: {Done}")]
        public static partial void Did(ILogger logger, string step, string done);

        [LoggerMessage(1702, LogLevel.Error, "Fiscal documents, {Step}: failed {Failures} times; again in {Pause}")]
        public static partial void Failed(
            ILogger logger, Exception failure, string step, int failures, TimeSpan pause);

        [LoggerMessage(1703, LogLevel.Error, "Fiscal documents, {Step}: {Problem} Again in {Pause}")]
        public static partial void Wrong(ILogger logger, string step, string problem, TimeSpan pause);
    }
}
