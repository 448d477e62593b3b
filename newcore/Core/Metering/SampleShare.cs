namespace Strangler.Core.Metering;

/// <summary>Where a sample or payload went: in = rated + informational + discarded + quarantined.</summary>
public enum SampleShare
{
    Rated,

    /// <summary>Kept, and no part of a charge.</summary>
    Informational,
    Discarded,

    /// <summary>Not readable, kept as it came.</summary>
    Quarantined,
}
