namespace Strangler.Core.Payments.Reconciling;

/// <summary>
/// What is sure comes first: each pass goes through all days before the next one begins, so that a weaker rule never
/// takes what a stronger one would find on a later day.
/// </summary>
public enum MatchingPass
{
    Key,
    KeyButAmount,
    Reference,
    Amount,
    Batch,

    /// <summary>Lists what is left.</summary>
    Rest,
}
