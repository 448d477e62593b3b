namespace Strangler.Core.Payments.References;

/// <summary>What is odd about a reference that came back; the money came all the same.</summary>
[Flags]
public enum ReferenceFindings
{
    None = 0,
    WrongLength = 1,
    NotDigits = 2,

    /// <summary>Digits, but not of a reference of a document: another kind, a day that does not exist.</summary>
    NotOurs = 4,

    /// <summary>Read all the same: whoever applies it looks for the number among those issued.</summary>
    WrongCheckDigits = 8,

    /// <summary>Paid after its last day.</summary>
    Expired = 16,

    /// <summary>Another amount was paid than it carries.</summary>
    AmountDiffers = 32,
}
