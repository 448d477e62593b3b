using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Mandates;

/// <summary>When an account may be debited, and what follows when the money does not come.</summary>
/// <param name="NoticeDays">Between the notice to the customer and the debit.</param>
/// <param name="RetryDays">Between one attempt and the next.</param>
/// <param name="MostAttempts">For one document.</param>
/// <param name="MostFailures">In a row; then the mandate is suspended.</param>
/// <param name="ClosedCodes">Of banks: the account is no more, or may not be debited.</param>
/// <param name="NoFundsCodes">Of banks: there was not enough on the account. Only these cost a fee.</param>
/// <param name="Fee">For a debit without funds; zero: none.</param>
public sealed record MandateRules(
    int NoticeDays, int RetryDays, int MostAttempts, int MostFailures, IReadOnlySet<string> ClosedCodes,
    IReadOnlySet<string> NoFundsCodes, Money Fee)
{
    /// <param name="noticed">When the customer was told of this debit; null: not yet.</param>
    public DebitDecision Decide(Mandate mandate, Money amount, DateOnly due, DateOnly? noticed, DateOnly today)
    {
        if (mandate.State != MandateState.Active)
        {
            return new DebitDecision.NotAllowed(mandate.State);
        }

        if (amount > mandate.Most)
        {
            return new DebitDecision.AboveMost();
        }

        if (noticed is not { } told)
        {
            return new DebitDecision.Notify(Later(due, today.AddDays(NoticeDays)));
        }

        DateOnly day = Later(due, told.AddDays(NoticeDays));
        return today >= day ? new DebitDecision.Debit() : new DebitDecision.Wait(day);
    }

    /// <param name="attempt">Which one came back, from 1.</param>
    public ReturnDecision AfterReturn(Mandate mandate, string code, int attempt, DateOnly today)
    {
        Money fee = NoFundsCodes.Contains(code) ? Fee : Money.Zero;
        if (ClosedCodes.Contains(code))
        {
            return new ReturnDecision(mandate with { State = MandateState.Ended }, fee, null);
        }

        int failures = mandate.Failures + 1;
        bool suspends = failures >= MostFailures && mandate.State == MandateState.Active;
        Mandate after = mandate with
        {
            Failures = failures,
            State = suspends ? MandateState.Suspended : mandate.State,
        };
        bool again = after.State == MandateState.Active && attempt < MostAttempts;
        return new ReturnDecision(after, fee, again ? today.AddDays(RetryDays) : null);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
