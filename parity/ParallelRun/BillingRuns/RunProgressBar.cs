using System.Globalization;
using Spectre.Console;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.BillingRuns;

/// <summary>Shows a person how far a run is; where nobody looks, nothing is shown.</summary>
internal static class RunProgressBar
{
    public static Task<BillingRun> ShowAsync(Func<IProgress<RunProgress>, Task<BillingRun>> work) =>
        !Terminal.Console.Profile.Capabilities.Interactive ? work(new Unseen()) : Terminal.Console.Progress()
            .AutoClear(true)
            .Columns(
                new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(shown => work(new Bar(shown.AddTask("starting", maxValue: 1))));

    private sealed class Bar(ProgressTask task) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            task.Description = string.Create(
                CultureInfo.InvariantCulture, $"{value.Billed:N0} bills, {value.Parked:N0} put aside");
            task.MaxValue = Math.Max(1, value.Chunks);
            task.Value = value.Done;
        }
    }

    private sealed class Unseen : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
        }
    }
}
