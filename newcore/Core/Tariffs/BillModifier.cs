using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs;

/// <summary>What looks at the whole bill: its own line.</summary>
/// <param name="Value">A share for percentages, else pesos.</param>
/// <param name="Concepts">Those counted; all where empty.</param>
public sealed record BillModifier(
    ModifierKind Kind, int Concept, int Part, string Name, decimal Value, IReadOnlyList<int> Concepts)
{
    public Formula? When { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public DateOnly? To { get; init; }
}
