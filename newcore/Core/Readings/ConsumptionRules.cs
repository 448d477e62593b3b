namespace Strangler.Core.Readings;

/// <summary>What is plausible; beyond it a person looks.</summary>
public sealed record ConsumptionRules
{
    public static readonly ConsumptionRules Default = new();

    /// <summary>
    /// A difference above this share of the dials' range is a jump, and no plausible turn of the dials.
    /// </summary>
    public decimal HighestShareOfDials { get; init; } = 0.5m;

    /// <summary>The contract's usual quantity in a period; null where it is not known or not looked at.</summary>
    public decimal? Usual { get; init; }

    /// <summary>More than this many times the usual quantity is a jump.</summary>
    public decimal HighestTimesUsual { get; init; } = 5;

    public bool ReviewZero { get; init; } = true;

    /// <summary>Also compare with the difference the source worked out.</summary>
    public bool CompareSource { get; init; }
}
