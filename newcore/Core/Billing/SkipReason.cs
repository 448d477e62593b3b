namespace Strangler.Core.Billing;

/// <summary>Why a contract of the group needs no bill in a cycle.</summary>
public static class SkipReason
{
    public const string NotInSupply = "not-in-supply";

    /// <summary>The group's calendar has no such cycle.</summary>
    public const string NotDue = "not-due";

    public const string AlreadyBilled = "already-billed";

    /// <summary>A prepaid agreement charges the period day by day.</summary>
    public const string Prepaid = "prepaid";
}
