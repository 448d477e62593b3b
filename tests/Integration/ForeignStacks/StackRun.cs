using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>What one stack called, and what it said about each call.</summary>
/// <param name="Relayed">What left the gateway meanwhile.</param>
internal sealed record StackRun(
    StackPlan Plan, IReadOnlyList<StackLine> Lines, IReadOnlyList<RelayedRequest> Relayed, int ExitCode, string Errors)
{
    public IEnumerable<(PlannedCall Call, StackLine Line)> Pairs => Plan.Calls.Zip(Lines);
}
