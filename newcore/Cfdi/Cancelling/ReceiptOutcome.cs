namespace Strangler.Cfdi.Cancelling;

/// <summary>Whether a PAC has SAT's acknowledgement of a cancellation.</summary>
public abstract record ReceiptOutcome
{
    private ReceiptOutcome() { }

    /// <param name="Acknowledgement">The acuse as SAT wrote it.</param>
    public sealed record Found(byte[] Acknowledgement) : ReceiptOutcome;

    public sealed record NotFound : ReceiptOutcome;

    public sealed record Unknown(string Reason) : ReceiptOutcome;
}
