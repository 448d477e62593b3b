namespace Strangler.ParallelRun.Bench.Meters;

/// <param name="Litres">Its last count.</param>
internal readonly record struct BenchMeter(string Device, long Litres);
