namespace Strangler.Postgres.Metering;

/// <summary>What became of a sample: each has one.</summary>
public enum SampleFate
{
    /// <summary>Kept, and part of what is charged.</summary>
    Rated,

    /// <summary>Kept, and questioned: somebody looks into it before it is charged.</summary>
    Questioned,

    /// <summary>Kept already.</summary>
    Duplicate,

    /// <summary>Another count of the same instant is kept.</summary>
    Contradiction,

    TooOld,
    Future,

    /// <summary>More than a meter has reason to send.</summary>
    Flood,

    /// <summary>Before the device was this contract's meter, or after.</summary>
    NotInstalled,

    /// <summary>No such device is registered; quarantined.</summary>
    UnknownDevice,
}
