namespace Strangler.Cfdi.Cancelling;

/// <summary>What SAT's codes about a request for cancellation mean.</summary>
public static class CancelCodes
{
    public const string NotCancelable = "no_cancelable";
    public const string TooLate = "208";

    /// <summary>SAT does not know the document, or not yet: new ones are unknown for minutes.</summary>
    public const string NotFound = "205";

    /// <param name="code">EstatusUUID, else the code of the whole answer.</param>
    public static CancelOutcome Outcome(string code, string message, byte[]? acknowledgement) => code switch
    {
        "201" or "202" => new CancelOutcome.Received(code, acknowledgement),
        "203" or NotFound or "206" or "207" or TooLate or NotCancelable or "301" or "302" or "303" or "304" or "305"
            or "309" or "310" or "311" or "312" => new CancelOutcome.Refused(code, message),
        "" => new CancelOutcome.Unknown("no-code"),
        // SAT away, too many tries, or a code nobody told us of: the same request again harms nothing.
        _ => new CancelOutcome.Unknown(code),
    };
}
