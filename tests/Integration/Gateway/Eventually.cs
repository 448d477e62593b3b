using System.Diagnostics;

namespace Strangler.Tests.Integration.Gateway;

/// <summary>Waits for what takes its time, with a limit that only a failure reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task BecomesAsync<T>(T expected, Func<Task<T>> ask)
    {
        Stopwatch waited = Stopwatch.StartNew();
        T actual = await ask();
        while (!EqualityComparer<T>.Default.Equals(expected, actual) && waited.Elapsed < Limit)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            actual = await ask();
        }

        Assert.Equal(expected, actual);
    }
}
