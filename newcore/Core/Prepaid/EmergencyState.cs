namespace Strangler.Core.Prepaid;

/// <summary>Where a contract's emergency credit stands.</summary>
public enum EmergencyState
{
    Unused,

    /// <summary>Credit has run out, and water is supplied on it.</summary>
    InUse,

    /// <summary>Used up; there is none before all of it is repaid.</summary>
    Spent,
}
