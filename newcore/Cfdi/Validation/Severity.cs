namespace Strangler.Cfdi.Validation;

/// <summary>What a finding means for the document.</summary>
public enum Severity
{
    /// <summary>SAT or the PAC would refuse it, or it cannot be judged here (AQ-R).</summary>
    Refusal,

    /// <summary>SAT would take it and we do not: our own exactness, or a key no water utility uses.</summary>
    Own,

    /// <summary>Worth a look; the document may be stamped.</summary>
    Warning,

    /// <summary>Something that was not looked into.</summary>
    Note,
}
