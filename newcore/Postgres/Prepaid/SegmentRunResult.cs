namespace Strangler.Postgres.Prepaid;

/// <summary>What a run of segments did.</summary>
/// <param name="Agreements">That were charged up to the day.</param>
/// <param name="Entries">That were posted for them.</param>
/// <param name="Problems">Agreements that could not be charged; each says why.</param>
public readonly record struct SegmentRunResult(int Agreements, int Entries, int Problems)
{
    public static SegmentRunResult operator +(SegmentRunResult left, SegmentRunResult right) => new(
        left.Agreements + right.Agreements, left.Entries + right.Entries, left.Problems + right.Problems);
}
