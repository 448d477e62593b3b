namespace Strangler.Postgres.Parity;

/// <summary>What became of one shadowed call.</summary>
public enum CallOutcome
{
    Same,

    /// <summary>Different, and rules hide all of it.</summary>
    Ignored,

    Different,

    /// <summary>Different where legacy differs from itself.</summary>
    Noise,

    /// <summary>The other side was asked and gave no answer that can be compared.</summary>
    Failed,

    /// <summary>The other side was not asked.</summary>
    NotCompared,
}
