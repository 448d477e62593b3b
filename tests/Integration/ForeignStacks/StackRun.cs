using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>What one stack called, and what it said about each call.</summary>
/// <param name="Relayed">What left the gateway meanwhile.</param>
internal sealed record StackRun(
    StackPlan Plan, IReadOnlyList<StackLine> Lines, IReadOnlyList<RelayedRequest> Relayed, int ExitCode, string Errors)
{
    public IEnumerable<(PlannedCall Call, StackLine Line)> Pairs => Plan.Calls.Zip(Lines);

    /// <summary>Expectations that were not met, as sentences.</summary>
    public IReadOnlyList<string> Unmet =>
    [
        .. from pair in Pairs
           from expected in pair.Call.Expectations
           let found = pair.Line.Find(expected.Path)
           where !expected.HoldsFor(found)
           select $"{pair.Call.Operation} {expected.Path}: expected {expected.Value ?? "nothing"}, was {found}",
    ];
}
