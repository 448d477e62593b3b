namespace Strangler.ParallelRun.Bench.BillComparison;

/// <summary>One extract.</summary>
/// <param name="Rows">Imported.</param>
/// <param name="Different">Bills whose cause was looked for.</param>
/// <param name="Processor">Of this process while it compared; the database's is not in it.</param>
internal sealed record RunMeasure(
    long Rows, TimeSpan Import, int Bills, int Different, TimeSpan Compare, TimeSpan Processor);
