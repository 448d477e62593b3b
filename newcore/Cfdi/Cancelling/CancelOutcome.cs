namespace Strangler.Cfdi.Cancelling;

/// <summary>What became of a request for cancellation.</summary>
public abstract record CancelOutcome
{
    private CancelOutcome() { }

    /// <summary>201, or 202 of an earlier one: SAT has the request. Not yet that it is cancelled.</summary>
    /// <param name="Acknowledgement">SAT's acuse, UTF-8; null where it must be asked for.</param>
    public sealed record Received(string Code, byte[]? Acknowledgement) : CancelOutcome;

    /// <summary>SAT refuses it: 203 other issuer, 205 unknown, 207 motive, 208 too late, no_cancelable.</summary>
    public sealed record Refused(string Code, string Message) : CancelOutcome;

    /// <summary>Asked again, the same request does no harm: SAT answers 202.</summary>
    public sealed record Unknown(string Reason) : CancelOutcome;
}
