namespace Strangler.Core.Records;

/// <summary>How far the records can answer.</summary>
public enum FindingState
{
    /// <summary>There is no such contract, invoice, ...</summary>
    Unknown,

    Known,

    /// <summary>Some of it could not be imported, so what is known of it is not whole.</summary>
    Withheld,

    /// <summary>There is more of it than one question may bring.</summary>
    TooLong,
}
