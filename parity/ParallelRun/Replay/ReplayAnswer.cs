using Strangler.Parity;

namespace Strangler.ParallelRun.Replay;

/// <summary>What one side answered.</summary>
/// <param name="Failure">Why there is no answer; null where there is one.</param>
internal sealed record ReplayAnswer(Observed Answer, TimeSpan Took, string? Failure)
{
    public static ReplayAnswer None(string why) => new(new Observed(0, null, default), TimeSpan.Zero, why);
}
