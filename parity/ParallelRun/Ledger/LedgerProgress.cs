using Spectre.Console;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Ledger;

/// <summary>Shows a person how far the work is; where nobody looks, nothing is shown.</summary>
internal static class LedgerProgress
{
    /// <param name="total">How many there are to go through.</param>
    public static Task<T> ShowAsync<T>(string doing, long total, Func<IProgress<long>, Task<T>> work) =>
        !Terminal.Console.Profile.Capabilities.Interactive ? work(new Unseen()) : Terminal.Console.Progress()
            .AutoClear(true)
            .StartAsync(shown => work(new Bar(shown.AddTask(doing, maxValue: Math.Max(1, total)))));

    public static Task<T> ShowStepsAsync<T>(Func<IProgress<string>, Task<T>> work) =>
        !Terminal.Console.Profile.Capabilities.Interactive ? work(new Unseen()) : Terminal.Console.Status()
            .StartAsync("starting", shown => work(new Steps(shown)));

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }

    private sealed class Steps(StatusContext shown) : IProgress<string>
    {
        public void Report(string value) => shown.Status(Markup.Escape(value));
    }

    private sealed class Unseen : IProgress<long>, IProgress<string>
    {
        public void Report(long value)
        {
        }

        public void Report(string value)
        {
        }
    }
}
