namespace Strangler.Core.Ledger;

/// <summary>Why a draft was not posted.</summary>
public enum LedgerRefusal
{
    /// <summary>A text is missing, too long or holds a character that cannot be kept.</summary>
    BadText,

    /// <summary>Neither postings nor a change of the current amount.</summary>
    Empty,

    TooManyPostings,
    UnknownAccount,

    /// <summary>The postings do not add up to zero.</summary>
    Unbalanced,

    /// <summary>An amount, or a balance it would make, is beyond what is kept.</summary>
    TooLarge,

    /// <summary>The key was used before, for something else.</summary>
    KeyReused,

    /// <summary>The stream is not at the version the draft expects: read again and decide again.</summary>
    VersionConflict,
}
