namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>How long to measure, and how many post single entries at once.</summary>
internal sealed record LedgerBenchOptions(TimeSpan Duration, int Rounds, int Callers, bool Write);
