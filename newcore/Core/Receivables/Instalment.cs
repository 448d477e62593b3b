using Strangler.Core.Identity;

namespace Strangler.Core.Receivables;

/// <param name="Number">From 1.</param>
public sealed record Instalment(int Number, DateOnly Due, Money Amount);
