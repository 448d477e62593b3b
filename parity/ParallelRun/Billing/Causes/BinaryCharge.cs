namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>One charge part of one version with its prices in binary doubles, as legacy stores them.</summary>
/// <param name="Limits">The last quantity of each price row; the last is <see cref="long.MaxValue"/>.</param>
internal sealed record BinaryCharge(
    short Concept, short Part, short Formula, short Base, double Share, bool Prorated, long[] Limits,
    double[] FixedPrices, double[] UnitPrices, IReadOnlyDictionary<int, (double Fixed, double Unit)> BySize)
{
    /// <summary>What legacy's own lines say of a row without an end.</summary>
    public const long NoLimitShown = 9_999_999;

    public int RowOf(long quantity)
    {
        int row = Array.BinarySearch(Limits, quantity);
        return Math.Min(row < 0 ? ~row : row, Limits.Length - 1);
    }
}
