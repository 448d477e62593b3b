using Spectre.Console;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Import;

namespace Strangler.ParallelRun.Import;

/// <summary>Shows a person how far an import is; where nobody looks, nothing is shown.</summary>
internal static class ImportProgressBar
{
    public static Task<ImportReport> ShowAsync(Func<IProgress<ImportProgress>, Task<ImportReport>> import) =>
        !Terminal.Console.Profile.Capabilities.Interactive ? import(new Unseen()) : Terminal.Console.Progress()
            .AutoClear(true)
            .Columns(
                new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(shown => import(new Bar(shown.AddTask("starting", maxValue: 1))));

    private sealed class Bar(ProgressTask task) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            task.Description = value.Doing;
            task.Value = decimal.ToDouble(value.Share);
        }
    }

    private sealed class Unseen : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
