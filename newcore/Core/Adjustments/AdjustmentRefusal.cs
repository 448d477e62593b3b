namespace Strangler.Core.Adjustments;

/// <summary>Why an invoice is not adjusted.</summary>
public enum AdjustmentRefusal
{
    UnknownInvoice,

    /// <summary>It was not issued, or was cancelled.</summary>
    NotIssued,

    /// <summary>For this scenario and reference, before.</summary>
    AlreadyAdjusted,

    /// <summary>The corrected facts give the same bill.</summary>
    NothingChanges,

    /// <summary>Rated again as it was, it is another bill: what it was rated by has changed since.</summary>
    OriginalDiffers,

    UnknownReading,
    UnknownPlan,

    /// <summary>The facts given cannot be.</summary>
    BadFacts,

    /// <summary>The corrected bill cannot be worked out.</summary>
    NotRated,

    /// <summary>One is open already, or none is.</summary>
    DisputeState,

    LedgerRefused,
}
