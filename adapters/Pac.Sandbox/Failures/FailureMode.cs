namespace Strangler.Pac.Sandbox.Failures;

/// <summary>How the sandbox can misbehave when asked for a stamp.</summary>
internal enum FailureMode
{
    /// <summary>Refuses for the account (703): nothing is stamped.</summary>
    Suspend,

    /// <summary>Refuses the document (CFDI40108): nothing is stamped.</summary>
    Refuse,

    /// <summary>SAT is away (708): nothing is stamped.</summary>
    SatAway,

    /// <summary>Never answers; nothing is stamped.</summary>
    Hang,

    /// <summary>Stamps, then answers after the delay.</summary>
    Late,

    /// <summary>Stamps after the delay, whether or not somebody still waits.</summary>
    LateStamp,

    /// <summary>Does the work twice, as behind a repeating proxy: the first caller gets 307.</summary>
    Twice,

    /// <summary>Stamps and breaks the connection.</summary>
    BreakAfter,

    /// <summary>Breaks the connection; nothing is stamped.</summary>
    BreakBefore,

    /// <summary>HTTP 500 with a page; nothing is stamped.</summary>
    Error500,

    /// <summary>Stamps, and answers with a stamp whose signature is wrong.</summary>
    WrongStamp,
}
