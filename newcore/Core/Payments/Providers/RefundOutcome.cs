namespace Strangler.Core.Payments.Providers;

/// <summary>How a refund went.</summary>
public abstract record RefundOutcome
{
    private RefundOutcome() { }

    /// <summary>It is under way; a fact says when it arrived.</summary>
    public sealed record Taken(string Refund) : RefundOutcome;

    public sealed record Refused(string Code) : RefundOutcome;

    /// <summary>Nothing was sent.</summary>
    public sealed record Unavailable(string Reason) : RefundOutcome;

    /// <summary>It may have happened: look the charge up before it is repeated.</summary>
    public sealed record Unknown(string Reason) : RefundOutcome;
}
