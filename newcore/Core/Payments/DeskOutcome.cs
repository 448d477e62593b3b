namespace Strangler.Core.Payments;

/// <summary>What became of what somebody asked of a desk: a mandate, a refund, a voucher, a hold, a till.</summary>
public abstract record DeskOutcome
{
    private DeskOutcome()
    {
    }

    /// <param name="Text">What to tell whoever asked.</param>
    public sealed record Done(string Text) : DeskOutcome;

    /// <summary>It had been done before: nothing was done now.</summary>
    public sealed record Repeated : DeskOutcome;

    /// <summary>Nothing was done.</summary>
    public sealed record Refused(string Reason) : DeskOutcome;
}
