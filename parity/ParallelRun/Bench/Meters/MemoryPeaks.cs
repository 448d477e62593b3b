using System.Diagnostics;

namespace Strangler.ParallelRun.Bench.Meters;

/// <summary>The most memory that this process had in each tenth of what it did.</summary>
internal sealed class MemoryPeaks(long all)
{
    private const int Parts = 10;

    /// <summary>To ask takes a moment, so it is not asked at each batch.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly long[] _tenths = new long[Parts];
    private long _done;
    private long _askedAt;

    /// <summary>Bytes resident.</summary>
    public IReadOnlyList<long> Tenths => _tenths;

    public void Kept(int count)
    {
        int part = (int)Math.Min(Parts - 1, _done * Parts / all);
        _done += count;
        if (_tenths[part] > 0 && Stopwatch.GetElapsedTime(_askedAt) < Between)
        {
            return;
        }

        using Process self = Process.GetCurrentProcess();
        _tenths[part] = Math.Max(_tenths[part], self.WorkingSet64);
        _askedAt = Stopwatch.GetTimestamp();
    }
}
