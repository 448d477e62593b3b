using Strangler.Core.Tariffs;

namespace Strangler.Postgres.Tariffs;

/// <summary>One priced part of a charge type in one version, as imported.</summary>
/// <param name="Formula">One of <see cref="LegacyPriceFormula"/>, or something unknown.</param>
/// <param name="BaseChargeType">What a share is taken of.</param>
public sealed record LegacyPart(
    LegacyChargeKey Key, DateOnly Since, short Id, short Formula, decimal FixedPrice, decimal UnitPrice, bool Prorated,
    short? BaseChargeType)
{
    /// <summary>Of a table or of blocks, ascending; the last has no limit.</summary>
    public IReadOnlyList<PriceRow> Rows { get; init; } = [];

    /// <summary>Of blocks: the number of each, which is one more than that of the block below.</summary>
    public IReadOnlyList<short> BlockNumbers { get; init; } = [];

    public IReadOnlyDictionary<int, PriceRow> BySize { get; init; } = new Dictionary<int, PriceRow>();
}
