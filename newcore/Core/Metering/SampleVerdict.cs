namespace Strangler.Core.Metering;

/// <summary>What becomes of a sample.</summary>
public enum SampleVerdict
{
    /// <summary>Rated: the first of its meter.</summary>
    First,

    /// <summary>Rated: newer than any before.</summary>
    Latest,

    /// <summary>Rated: older than the latest, and it fits between its neighbours.</summary>
    Late,

    /// <summary>Kept and not rated: someone has to look at it.</summary>
    Questioned,

    /// <summary>Discarded: the same instant and count.</summary>
    Duplicate,

    /// <summary>Discarded: the same instant with another count; the first one stands.</summary>
    Contradiction,

    /// <summary>Discarded.</summary>
    TooOld,

    /// <summary>Discarded: ahead of our clock.</summary>
    Future,

    /// <summary>Discarded: more than the meter has reason to send.</summary>
    Flood,

    /// <summary>Not judged yet, as it is older than the latest: <see cref="SampleJudge.JudgeLate"/> does.</summary>
    NeedsNeighbours,
}
