namespace Strangler.Core.Tariffs;

/// <summary>The tax rate of a concept for a use; null means any. The most specific rule of a date holds.</summary>
/// <param name="Rate">A share: 0.16.</param>
/// <param name="To">The last day, inclusive.</param>
public sealed record TaxRule(string Tax, string? Use, int? Concept, decimal Rate, DateOnly From, DateOnly? To);
