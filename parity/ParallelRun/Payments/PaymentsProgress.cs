using Spectre.Console;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Payments;

/// <summary>Shows a person how far the work is; where nobody looks, nothing is shown.</summary>
internal static class PaymentsProgress
{
    /// <param name="work">Says what it does, and the share from 0 to 1 that is done.</param>
    public static Task<T> ShowAsync<T>(Func<Action<string, decimal>, Task<T>> work) =>
        !Terminal.Console.Profile.Capabilities.Interactive ? work((_, _) => { }) : Terminal.Console.Progress()
            .AutoClear(true)
            .Columns(
                new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(shown =>
            {
                ProgressTask task = shown.AddTask("starting", maxValue: 1);
                return work((doing, share) =>
                {
                    task.Description = doing;
                    task.Value = decimal.ToDouble(share);
                });
            });
}
