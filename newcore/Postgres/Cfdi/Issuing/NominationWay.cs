namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>
/// How a receipt leaves a stamped global document when it is asked for by name (SAT's guide to the global document,
/// appendix 2, knows both).
/// </summary>
public enum NominationWay
{
    /// <summary>The global document is cancelled (04) and made anew without it, while it can be cancelled.</summary>
    Reissue,

    /// <summary>The same within the month the global document was issued in, a credit note after it.</summary>
    ReissueWithinMonth,

    /// <summary>A credit note (E, relation 01) takes it out of the global document, which stays.</summary>
    Credit,
}
