namespace Strangler.ParallelRun.Bench.Comparing;

/// <summary>How long to measure.</summary>
internal sealed record ComparisonBenchOptions(TimeSpan Duration, int Rounds, bool Write);
