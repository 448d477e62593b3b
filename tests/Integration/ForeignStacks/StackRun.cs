namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>What one stack called, and what it said about each call.</summary>
internal sealed record StackRun(StackPlan Plan, IReadOnlyList<StackLine> Lines, int ExitCode, string Errors)
{
    public IEnumerable<(PlannedCall Call, StackLine Line)> Pairs => Plan.Calls.Zip(Lines);
}
