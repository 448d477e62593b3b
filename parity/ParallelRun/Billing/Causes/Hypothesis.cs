namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>One way in which legacy may have gone wrong.</summary>
/// <param name="Freedom">
/// 0 where it says one thing, such as another version; 1 where a value is taken from what was recorded; 2 where it is
/// deduced from the invoice itself, which explains more and therefore means less.
/// </param>
/// <param name="Detail">For a person: what was taken instead of what.</param>
internal sealed record Hypothesis(
    Fact Fact, string Cause, int Freedom, string Detail, Func<LegacyFacts, LegacyFacts> Apply)
{
    /// <summary>Tried alone, and not in pairs: one of many values of a scan.</summary>
    public bool Alone { get; init; }
}
