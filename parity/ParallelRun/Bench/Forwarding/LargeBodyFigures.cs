namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>
/// The gateway's resident memory in bytes; peaks are of small calls, of a few large ones, of ten times as many.
/// </summary>
internal sealed record LargeBodyFigures(long SmallCallsPeak, long FirstPeak, long RestPeak, long Sent, TimeSpan Took)
{
    public long HighestPeak => Math.Max(SmallCallsPeak, Math.Max(FirstPeak, RestPeak));

    public long Growth => RestPeak - FirstPeak;
}
