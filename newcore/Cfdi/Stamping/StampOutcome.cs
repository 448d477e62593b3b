namespace Strangler.Cfdi.Stamping;

/// <summary>What a PAC said when asked to stamp a document, or whether it had.</summary>
public abstract record StampOutcome
{
    private StampOutcome() { }

    /// <summary>It is stamped now. Nothing of the answer is believed before it is verified.</summary>
    public sealed record Stamped(byte[] Xml) : StampOutcome;

    /// <summary>It was stamped before (code 307).</summary>
    /// <param name="Xml">The stamped document, where the PAC gives it back.</param>
    /// <param name="Uuid">Where the PAC says at least that.</param>
    public sealed record AlreadyStamped(byte[]? Xml, Guid? Uuid) : StampOutcome;

    /// <summary>The document is wrong, by SAT's code: it was not stamped, and never will be as it is.</summary>
    public sealed record Refused(string Code, string Message) : StampOutcome;

    /// <summary>
    /// The PAC does no work for us now (account, credit, unreachable): it was not stamped, another PAC may.
    /// </summary>
    public sealed record Unavailable(string Code, string Message) : StampOutcome;

    /// <summary>The PAC knows no stamp of it (code 603); seconds after stamping, that may still be wrong.</summary>
    public sealed record NotFound : StampOutcome;

    /// <summary>It may be stamped or not: no answer in time, half an answer, a failure inside the PAC.</summary>
    /// <param name="Reason">A word for metrics and lists: timeout, broken, http-500, 708.</param>
    public sealed record Unknown(string Reason) : StampOutcome;

    /// <summary>A word for metrics and the history of attempts.</summary>
    public string Name => this switch
    {
        Stamped => "stamped",
        AlreadyStamped => "already-stamped",
        Refused => "refused",
        Unavailable => "unavailable",
        NotFound => "not-found",
        _ => "unknown",
    };

    /// <summary>SAT's or the PAC's code, or the reason; null where all is well.</summary>
    public string? ShownCode => this switch
    {
        AlreadyStamped => "307",
        Refused refused => refused.Code,
        Unavailable unavailable => unavailable.Code,
        NotFound => "603",
        Unknown unknown => unknown.Reason,
        _ => null,
    };
}
