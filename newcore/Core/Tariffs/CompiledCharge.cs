using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs;

/// <summary>A charge with everything settled that does not depend on the bill.</summary>
internal sealed class CompiledCharge
{
    public required Charge Rule { get; init; }

    public required CompiledPrice Price { get; init; }

    /// <summary>Null: always.</summary>
    public required CompiledCondition? When { get; init; }

    public required CompiledTax[] Taxes { get; init; }

    /// <summary>The place of its concept in the plan.</summary>
    public required int Slot { get; init; }

    /// <summary>Day numbers, inclusive.</summary>
    public int From { get; init; } = int.MinValue;

    public int To { get; init; } = int.MaxValue;

    /// <summary>Nothing but its price decides the amount: no proration, season, corrector or minimum.</summary>
    public bool Plain { get; init; }

    public bool Shown => Rule.Informational || Rule.Obsolete;

    public static bool IsPlain(Charge rule) => rule is
    {
        Proration: Proration.None, SeasonFactors.Count: 0, Correctors.Count: 0, MinimumQuantity: 0, MinimumAmount: 0,
        Informational: false, Obsolete: false, Quantity: null, OncePerAccount: false, Tax: not TaxTiming.Included,
    };
}
