namespace Strangler.Core.Rating;

/// <summary>What a part of a period, and units served, make of a price.</summary>
internal enum PricedKind : byte
{
    /// <summary>Priced at the whole period's quantity: times units, times the part of the period.</summary>
    Whole,

    /// <summary>The quantity is that of the part already: only the fixed price is shared.</summary>
    Part,

    /// <summary>
    /// Worked out by a formula for the whole period: times the part of the period, never times units.
    /// </summary>
    Formula,

    /// <summary>A share of lines that hold their part and units already.</summary>
    Derived,

    /// <summary>Something that happened on a day: never shared, prorated or multiplied.</summary>
    Once,
}
