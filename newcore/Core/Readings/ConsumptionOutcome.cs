namespace Strangler.Core.Readings;

/// <summary>What the readings of a period come to.</summary>
public abstract record ConsumptionOutcome
{
    private const int Known = 4_096;

    private static readonly Measured[] Usual =
        [.. Enumerable.Range(0, Known).Select(quantity => new Measured(quantity, Estimated: false))];

    private ConsumptionOutcome()
    {
    }

    /// <summary>Can be billed.</summary>
    /// <param name="Estimated">The last reading of a meter was not taken: the next one makes up for it.</param>
    public sealed record Measured(decimal Quantity, bool Estimated) : ConsumptionOutcome;

    /// <summary>Can be billed when a person, or the utility's rule, says so.</summary>
    /// <param name="Quantity">Below zero only where an estimate is to be credited.</param>
    public sealed record ForReview(
        decimal Quantity, bool Estimated, IReadOnlyList<ReadingFinding> Findings) : ConsumptionOutcome;

    /// <summary>There is no quantity: an exception until a reading is corrected.</summary>
    public sealed record Refused(IReadOnlyList<ReadingFinding> Findings) : ConsumptionOutcome;

    /// <summary>A meter that should be gone was read: billed only after somebody went there.</summary>
    public sealed record Investigation(IReadOnlyList<ReadingFinding> Findings) : ConsumptionOutcome;

    /// <summary>Makes no object for the quantities that occur every day.</summary>
    internal static ConsumptionOutcome Plain(long quantity, bool estimated) =>
        !estimated && quantity is >= 0 and < Known ? Usual[quantity] : new Measured(quantity, estimated);
}
