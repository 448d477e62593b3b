namespace Strangler.ParallelRun.Bench.Meters;

/// <param name="Write">Whether docs/performance.md is rewritten.</param>
internal sealed record MetersBenchOptions(int Meters, int Readings, TimeSpan Duration, int Backlog, bool Write)
{
    /// <summary>Readings a second of the steady rate.</summary>
    public const int Rate = 5_000;

    /// <summary>Live readings a second beside a backlog.</summary>
    public const int LiveRate = 500;
}
