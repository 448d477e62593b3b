using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs;

/// <summary>One priced part (subconcept) of a concept.</summary>
public sealed record Charge
{
    /// <summary>1 water, 2 sewerage, 3 treatment...: as the concept table of the utility numbers it.</summary>
    public required int Concept { get; init; }

    /// <summary>The part within its concept.</summary>
    public required int Part { get; init; }

    public required string Name { get; init; }

    public required PriceMethod Price { get; init; }

    /// <summary>The charge is on the bill only where this holds; null: always.</summary>
    public Formula? When { get; init; }

    /// <summary>What is priced; null: the billed cubic metres.</summary>
    public Formula? Quantity { get; init; }

    /// <summary>
    /// Price one unit's whole-metre share (a fraction above .50 up, else down), times the units served.
    /// </summary>
    public bool PerUnit { get; init; }

    public Proration Proration { get; init; } = Proration.None;

    public TaxTiming Tax { get; init; } = TaxTiming.OnFinalPrice;

    /// <summary>By season name; 1 where a season is not named.</summary>
    public IReadOnlyDictionary<string, decimal> SeasonFactors { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Factors with names, applied to the price in turn (correctors): a typed number each.</summary>
    public IReadOnlyList<Corrector> Correctors { get; init; } = [];

    /// <summary>No quantity priced below this many cubic metres.</summary>
    public decimal MinimumQuantity { get; init; }

    /// <summary>No amount below this many pesos, before proration.</summary>
    public decimal MinimumAmount { get; init; }

    /// <summary>The first and last day it exists, inclusive: a zone surcharge disappears the day after.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Shown without money.</summary>
    public bool Informational { get; init; }

    /// <summary>Shown as obsolete, never billed.</summary>
    public bool Obsolete { get; init; }

    /// <summary>Once per account and utility, however many meters there are.</summary>
    public bool OncePerAccount { get; init; }

    /// <summary>The revenue account it posts to; null: that of its concept.</summary>
    public string? LedgerAccount { get; init; }
}
