namespace Strangler.ParallelRun.Bench.Meters;

/// <param name="Write">Whether docs/performance.md is rewritten.</param>
internal sealed record MetersBenchOptions(int Meters, int Readings, TimeSpan Duration, int Backlog, bool Write)
{
    /// <summary>Readings a second of the steady rate.</summary>
    public const int Rate = 5_000;

    /// <summary>Readings before anything is measured: each meter's first, and what memory the work takes.</summary>
    public int Warming => Math.Max(Meters * 2, 100_000);
}
