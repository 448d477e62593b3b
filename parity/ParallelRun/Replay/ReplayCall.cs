using Strangler.AquaCis.Contracts;

namespace Strangler.ParallelRun.Replay;

/// <summary>A line that can be sent, or why it cannot.</summary>
internal abstract record ReplayCall(long Line)
{
    internal sealed record Ready(long Line, Operation Operation, byte[] Body, string Group) : ReplayCall(Line);

    /// <param name="Why">Without anything of the line's own text, which may be about a person.</param>
    internal sealed record Broken(long Line, string Why) : ReplayCall(Line);
}
