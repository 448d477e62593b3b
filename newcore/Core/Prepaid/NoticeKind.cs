namespace Strangler.Core.Prepaid;

/// <summary>What a customer with prepaid water is told.</summary>
public enum NoticeKind
{
    LowCredit,

    /// <summary>Credit has run out: emergency credit is being used.</summary>
    EmergencyStarted,

    /// <summary>Flow is to be restricted.</summary>
    Restricted,

    /// <summary>The valve is to be closed.</summary>
    Closed,

    /// <summary>The valve is to be opened again.</summary>
    Restored,

    FundsRequested,

    /// <summary>A debit had no funds: nothing is debited by itself any more.</summary>
    AutopayStopped,
}
