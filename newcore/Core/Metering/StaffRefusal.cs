namespace Strangler.Core.Metering;

/// <summary>Why a decision on a questioned reading cannot be taken.</summary>
public enum StaffRefusal
{
    /// <summary>The count is more than the dials show.</summary>
    BeyondDials,

    /// <summary>The next rated count cannot follow it: that one would have to be questioned then.</summary>
    NextDoesNotFollow,

    /// <summary>Lower than the count before: accepted, it would charge a whole turn of the dials.</summary>
    Fell,
}
