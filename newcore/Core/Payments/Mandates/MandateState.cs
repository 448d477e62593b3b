namespace Strangler.Core.Payments.Mandates;

/// <summary>Where a customer's permission to debit an account stands.</summary>
public enum MandateState
{
    /// <summary>Given, not yet confirmed by the bank; nothing is debited.</summary>
    Requested,
    Active,

    /// <summary>Too many debits came back; the customer may have it set going again.</summary>
    Suspended,

    /// <summary>Withdrawn, or the account is no more. Never active again: a new one is given.</summary>
    Ended,
}
