namespace Strangler.ParallelRun.Billing;

/// <summary>One billing group; money in pesos.</summary>
internal sealed record GroupSummary(string Group, int Bills, int Same, decimal LegacyTotal, decimal NativeTotal);
