namespace Strangler.Core.Metering;

/// <summary>What somebody says of a questioned reading.</summary>
public enum StaffDecision
{
    /// <summary>The meter was replaced or set to zero: it counts on from here; up to here nothing was used.</summary>
    Restart,

    /// <summary>It is right after all: what lies between the count before and this one was used.</summary>
    Accept,
}
