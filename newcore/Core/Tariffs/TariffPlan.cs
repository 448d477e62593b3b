namespace Strangler.Core.Tariffs;

/// <summary>
/// One version of the prices of one class of customers: what a catalogue file holds, before compiling.
/// </summary>
public sealed record TariffPlan
{
    /// <summary>The same for all versions: <c>domestic-medium</c>.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>domestic, commercial, industrial, government, mixed: what taxes and conditions may ask for.</summary>
    public required string Use { get; init; }

    /// <summary>Unique within a plan: <c>2026-02</c>.</summary>
    public required string Version { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The last day, inclusive; null while it has no end.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>Where the prices were published: a gazette and its date.</summary>
    public string Source { get; init; } = "";

    /// <summary>The social programmes its formulas may ask for, so that a misspelt one is found.</summary>
    public IReadOnlyList<string> Programmes { get; init; } = [];

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "MXN";

    public ChangeInPeriod ChangeInPeriod { get; init; } = ChangeInPeriod.LastDay;

    public RoundingPolicy Rounding { get; init; } = RoundingPolicy.Centavos;

    public IReadOnlyList<Season> Seasons { get; init; } = [];

    /// <summary>In the order they are worked out and shown; one refers only to those before it.</summary>
    public required IReadOnlyList<Charge> Charges { get; init; }

    /// <summary>Of each (use, concept), with dates.</summary>
    public required IReadOnlyList<TaxRule> Taxes { get; init; }

    /// <summary>Discounts, a minimum commitment, a spending cap: after all charges, before taxes.</summary>
    public IReadOnlyList<BillModifier> Modifiers { get; init; } = [];
}
