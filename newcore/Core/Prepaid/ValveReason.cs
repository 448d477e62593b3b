namespace Strangler.Core.Prepaid;

/// <summary>Why a valve should be where it should be.</summary>
public static class ValveReason
{
    public const string Credit = "credit";
    public const string EmergencyCredit = "emergency-credit";

    /// <summary>Credit has run out, and nobody is cut off at this time.</summary>
    public const string FriendlyHours = "friendly-hours";

    public const string Exhausted = "credit-exhausted";

    /// <summary>The agreement has ended.</summary>
    public const string Ended = "agreement-ended";
}
