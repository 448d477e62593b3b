using System.Diagnostics;

namespace Strangler.ParallelRun.Bench.Meters;

/// <summary>
/// When messages were sent and kept. They go through one connection each way, so they are kept in the order in
/// which they
/// were sent.
/// </summary>
internal sealed class SendTimes
{
    private readonly Lock _lock = new();
    private readonly Queue<(long Until, long At)> _waiting = new();
    private readonly List<double> _seconds = [];
    private long _sent;
    private long _kept;

    public void Add(int count)
    {
        lock (_lock)
        {
            _sent += count;
            _waiting.Enqueue((_sent, Stopwatch.GetTimestamp()));
        }
    }

    public void Kept(int count)
    {
        lock (_lock)
        {
            _kept += count;
            while (_waiting.TryPeek(out (long Until, long At) first) && first.Until <= _kept)
            {
                _waiting.Dequeue();
                _seconds.Add(Stopwatch.GetElapsedTime(first.At).TotalSeconds);
            }
        }
    }

    /// <summary>Seconds of the last message of each part that was sent together.</summary>
    public double Percentile(double share)
    {
        lock (_lock)
        {
            double[] sorted = [.. _seconds.Order()];
            return sorted.Length == 0
                ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
        }
    }
}
