namespace Strangler.Core.Payments.Reconciling;

/// <summary>By what a line found its payments.</summary>
public enum MatchRule
{
    /// <summary>By nothing.</summary>
    None,

    /// <summary>Another file said the same line before.</summary>
    Repeated,

    /// <summary>The charge or tracking key.</summary>
    Key,

    /// <summary>The reference and the amount, within the days that money takes.</summary>
    Reference,

    /// <summary>The amount, within these days, where only one line and one payment have it.</summary>
    Amount,

    /// <summary>One deposit for all payments of one day or of several in a row.</summary>
    Batch,
}
