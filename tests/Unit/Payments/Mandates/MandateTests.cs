using Strangler.Core.Identity;
using Strangler.Core.Payments.Mandates;
using Strangler.Core.Payments.References;

namespace Strangler.Tests.Unit.Payments.Mandates;

public sealed class MandateTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    private static readonly MandateRules Rules = new(
        NoticeDays: 5, RetryDays: 3, MostAttempts: 3, MostFailures: 3,
        new HashSet<string> { "01" }, new HashSet<string> { "04" }, new Money(5_000));

    private static readonly Mandate Active = new(
        new ContractNumber(442_761), Clabe.Of("01218001504077777"), MandateState.Active, new Money(100_000));

    [Fact]
    public void Nothing_is_debited_before_the_customer_was_told_in_time()
    {
        Money amount = new(50_000);
        Assert.Equal(
            new DebitDecision.Notify(Today.AddDays(5)), Rules.Decide(Active, amount, Today, null, Today));
        Assert.Equal(
            new DebitDecision.Wait(Today.AddDays(4)), Rules.Decide(Active, amount, Today, Today.AddDays(-1), Today));
        Assert.Equal(
            new DebitDecision.Debit(), Rules.Decide(Active, amount, Today, Today.AddDays(-5), Today));
        Assert.Equal(
            new DebitDecision.Wait(Today.AddDays(9)),
            Rules.Decide(Active, amount, Today.AddDays(9), Today.AddDays(-5), Today));
    }

    [Fact]
    public void More_than_the_customer_allows_is_not_debited() => Assert.Equal(
        new DebitDecision.AboveMost(), Rules.Decide(Active, new Money(100_001), Today, Today, Today));

    [Theory]
    [InlineData(MandateState.Requested)]
    [InlineData(MandateState.Suspended)]
    [InlineData(MandateState.Ended)]
    public void Only_an_active_mandate_is_used(MandateState state) => Assert.Equal(
        new DebitDecision.NotAllowed(state),
        Rules.Decide(Active with { State = state }, new Money(1), Today, Today.AddDays(-9), Today));

    [Fact]
    public void Without_funds_there_is_a_fee_and_another_attempt_until_there_were_too_many()
    {
        ReturnDecision first = Rules.AfterReturn(Active, "04", 1, Today);
        Assert.Equal((new Money(5_000), Today.AddDays(3)), (first.Fee, first.Retry));
        ReturnDecision second = Rules.AfterReturn(first.Mandate, "04", 2, Today);
        Assert.Equal(Today.AddDays(3), second.Retry);
        ReturnDecision third = Rules.AfterReturn(second.Mandate, "04", 3, Today);
        Assert.Null(third.Retry);
        Assert.Equal(MandateState.Suspended, third.Mandate.State);
        Assert.Equal(0, third.Mandate.Activate()!.Failures);
        Assert.Equal(0, second.Mandate.Paid().Failures);
    }

    [Fact]
    public void A_closed_account_ends_the_mandate_without_a_fee()
    {
        ReturnDecision decision = Rules.AfterReturn(Active, "01", 1, Today);
        Assert.Equal(MandateState.Ended, decision.Mandate.State);
        Assert.Equal((Money.Zero, (DateOnly?)null), (decision.Fee, decision.Retry));
        Assert.Null(decision.Mandate.Activate());
        Assert.Null(decision.Mandate.End());
    }
}
