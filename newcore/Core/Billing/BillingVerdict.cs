namespace Strangler.Core.Billing;

/// <summary>What becomes of one contract in a billing run.</summary>
public abstract record BillingVerdict
{
    private BillingVerdict()
    {
    }

    /// <summary>It gets a bill.</summary>
    public sealed record Billed : BillingVerdict
    {
        public static readonly Billed Now = new();
    }

    /// <summary>There is nothing to bill, and that is right.</summary>
    public sealed record Skipped(string Reason) : BillingVerdict;

    /// <summary>Somebody must look at it first.</summary>
    /// <param name="Reason">One of <see cref="ParkReason"/>, or that of a reading.</param>
    /// <param name="Detail">For a person: which meter, which days.</param>
    public sealed record Parked(string Reason, string Detail) : BillingVerdict;
}
