using Strangler.Core.Identity;

namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>
/// What legacy may have reckoned with when it made a bill. A hypothesis is these facts with one or two of them changed.
/// </summary>
internal readonly record struct LegacyFacts
{
    public short ServiceArea { get; init; }

    /// <summary>The tariff kind of water, and of every charge type that has no other.</summary>
    public int Kind { get; init; }

    /// <summary>Charge types with a kind of their own; nearly always none.</summary>
    public IReadOnlyList<(short ChargeType, int Kind)>? OtherKinds { get; init; }

    /// <summary>The day whose tariff version holds.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Cubic metres of all units.</summary>
    public long Quantity { get; init; }

    /// <summary>One unit's cubic metres instead of a share of <see cref="Quantity"/>; null: the share.</summary>
    public long? QuantityShown { get; init; }

    public int Units { get; init; }
    public int MeterSize { get; init; }
    public int Days { get; init; }
    public bool Sewerage { get; init; }
    public bool Treatment { get; init; }
    public bool Pensioner { get; init; }

    /// <summary>Taxed as domestic, and the only use that has the pensioners' discount.</summary>
    public bool Domestic { get; init; }

    public Money Overdue { get; init; }

    /// <summary>Centavos carried from the bill before.</summary>
    public long Carried { get; init; }

    /// <summary>What was carried is whatever makes the recorded remainder come out.</summary>
    public bool CarriedIsOpen { get; init; }

    /// <summary>Instead of what the use and the tables say; null: those.</summary>
    public decimal? TaxRate { get; init; }

    public bool SurchargeIsTaxed { get; init; }

    /// <summary>Charge type x 100 + part (0: all its parts) of which no line is made; 0: none.</summary>
    public int Omitted { get; init; }

    /// <summary>Charge types that the bill cannot have are taken over from the invoice as they stand.</summary>
    public bool KeepsForeignLines { get; init; }

    public DiscountBase DiscountBase { get; init; }

    public TotalRounding Rounding { get; init; }
}
