namespace Strangler.Core.Payments;

/// <summary>What became of money for a contract.</summary>
public abstract record PaymentOutcome
{
    private PaymentOutcome()
    {
    }

    public sealed record Taken(PaymentSplit Split) : PaymentOutcome;

    /// <summary>It had been taken before, under the same name or ticket: nothing was done.</summary>
    public sealed record Repeated : PaymentOutcome;

    public sealed record NothingOwed : PaymentOutcome;

    /// <summary>Nothing is to be paid against the contract's reference.</summary>
    public sealed record ReferenceCancelled : PaymentOutcome;

    /// <summary>The native core may not take money of the contract's billing group yet.</summary>
    public sealed record NotCutOver(string Why) : PaymentOutcome;

    /// <param name="Why">The ledger's words: a bug, or a limit.</param>
    public sealed record Refused(string Why) : PaymentOutcome;
}
