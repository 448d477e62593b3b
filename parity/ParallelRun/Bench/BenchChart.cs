namespace Strangler.ParallelRun.Bench;

/// <param name="Unit">Behind each value.</param>
internal sealed record BenchChart(string Title, IReadOnlyList<(string Label, double Value)> Bars, string Unit);
