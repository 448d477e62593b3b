namespace Strangler.Core.Payments.Mandates;

/// <summary>What to do today about a debit.</summary>
public abstract record DebitDecision
{
    private DebitDecision() { }

    /// <summary>Into today's file.</summary>
    public sealed record Debit : DebitDecision;

    /// <summary>Tell the customer, with the day of the debit.</summary>
    public sealed record Notify(DateOnly Day) : DebitDecision;

    /// <summary>Told, but not long enough ago.</summary>
    public sealed record Wait(DateOnly Day) : DebitDecision;

    public sealed record NotAllowed(MandateState State) : DebitDecision;

    /// <summary>More than the customer allows at once.</summary>
    public sealed record AboveMost : DebitDecision;
}
