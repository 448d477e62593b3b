using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Replay;

/// <summary>What a line came to.</summary>
internal sealed record ReplayFinding(long Line, VerdictRecord Verdict);
