namespace Strangler.ParallelRun.Bench.Cfdi;

/// <param name="Stamped">All of them.</param>
/// <param name="Elapsed">From the first claim to the last row.</param>
/// <param name="MemoryFirst">The highest of this process in the first tenth, in bytes.</param>
/// <param name="MemoryRest">The highest after it.</param>
internal sealed record StampingFigures(long Stamped, TimeSpan Elapsed, long MemoryFirst, long MemoryRest)
{
    public double PerSecond => Stamped / Elapsed.TotalSeconds;
}
