namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>What becomes of a request for an invoice that is in a global document.</summary>
public enum NominationOutcome
{
    /// <summary>It is in none.</summary>
    NotInGlobal,

    /// <summary>The global document is cancelled and made anew.</summary>
    Reissue,

    /// <summary>A credit note takes it out.</summary>
    Credit,

    /// <summary>It has left already.</summary>
    Out,
}
