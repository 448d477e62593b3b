using Spectre.Console;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Billing;

/// <summary>Shows a person how far a run is; where nobody looks, nothing is shown.</summary>
internal static class RunProgressBar
{
    public static Task<RunOutcome> ShowAsync(Func<IProgress<RunProgress>?, Task<RunOutcome>> run) =>
        !Terminal.Console.Profile.Capabilities.Interactive ? run(null) : Terminal.Console.Progress()
            .AutoClear(true)
            .Columns(
                new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(shown => run(new Bar(shown.AddTask("loading prices", maxValue: 1))));

    private sealed class Bar(ProgressTask task) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            task.Description = $"range {value.Done} of {value.Ranges}";
            task.MaxValue = Math.Max(value.Ranges, 1);
            task.Value = value.Done;
        }
    }
}
