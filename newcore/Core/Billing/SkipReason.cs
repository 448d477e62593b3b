namespace Strangler.Core.Billing;

/// <summary>Why a contract of the group needs no bill in a cycle.</summary>
public static class SkipReason
{
    public const string NotInSupply = "not-in-supply";
    public const string AlreadyBilled = "already-billed";
}
