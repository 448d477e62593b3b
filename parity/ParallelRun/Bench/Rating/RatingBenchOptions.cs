namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>How long to measure.</summary>
internal sealed record RatingBenchOptions(TimeSpan Duration, int Rounds, bool Write);
