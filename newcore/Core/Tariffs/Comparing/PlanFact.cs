namespace Strangler.Core.Tariffs.Comparing;

/// <summary>One thing that a plan says.</summary>
/// <param name="Key">The same for the same thing in another version.</param>
/// <param name="Subject">What it is about, in words; empty for the plan as a whole.</param>
/// <param name="Price">Where it is a price; then <paramref name="Value"/> is the same as text.</param>
internal sealed record PlanFact(string Key, string Subject, string What, string Value, decimal? Price = null);
