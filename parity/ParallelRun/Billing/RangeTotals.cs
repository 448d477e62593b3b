namespace Strangler.ParallelRun.Billing;

/// <summary>Sums of one range, in centavos.</summary>
internal sealed record RangeTotals
{
    /// <summary>Contracts looked at, in service or not.</summary>
    public int Contracts { get; init; }

    public int Same { get; init; }

    /// <summary>Bills made natively.</summary>
    public int Billed { get; init; }

    public long Native { get; init; }

    public long Legacy { get; init; }

    /// <summary>Parked, by reason.</summary>
    public IReadOnlyDictionary<string, int> Parked { get; init; } = new Dictionary<string, int>();

    /// <summary>By billing group: same bills and what both sides billed.</summary>
    public IReadOnlyDictionary<string, GroupTotals> Groups { get; init; } = new Dictionary<string, GroupTotals>();
}
