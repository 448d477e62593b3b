using Strangler.Cfdi.Stamping;

namespace Strangler.Tests.Unit.Cfdi.Stamping;

public sealed class StampingDecisionTests
{
    private static readonly string[] Pacs = ["finkok", "sw"];

    [Fact]
    public void After_an_unknown_outcome_only_the_same_PAC_is_asked() => Assert.All(
        new StampOutcome[] { new StampOutcome.Unknown("timeout"), new StampOutcome.AlreadyStamped(null, null) },
        outcome => Assert.All([true, false], recovery =>
            Assert.IsType<StampingStep.AskLater>(Decide(outcome, Facts(recovery)))));

    [Fact]
    public void A_recovery_that_is_refused_never_frees_the_document()
    {
        Assert.IsType<StampingStep.AskLater>(Decide(new StampOutcome.Unavailable("703", ""), Facts(true)));
        Assert.True(Assert.IsType<StampingStep.Park>(
            Decide(new StampOutcome.Refused("401", ""), Facts(true))).MayBeStamped);
    }

    [Fact]
    public void No_stamp_of_it_is_believed_after_the_grace_only()
    {
        StampingFacts facts = Facts(true);
        Assert.IsType<StampingStep.AskLater>(Decide(new StampOutcome.NotFound(), facts));
        Assert.Equal("sw", Assert.IsType<StampingStep.SendLater>(Decide(
            new StampOutcome.NotFound(), facts with { SinceSent = TimeSpan.FromMinutes(3) })).Pac);
    }

    [Fact]
    public void A_wrong_document_is_parked_and_one_too_old_expires()
    {
        Assert.False(Assert.IsType<StampingStep.Park>(
            Decide(new StampOutcome.Refused("CFDI40108", ""), Facts(false))).MayBeStamped);
        Assert.IsType<StampingStep.Expire>(Decide(new StampOutcome.Refused("401", ""), Facts(false)));
        Assert.IsType<StampingStep.Expire>(Decide(
            new StampOutcome.Unavailable("703", ""), Facts(false) with { Left = TimeSpan.FromMinutes(5) }));
    }

    [Fact]
    public void Calls_about_one_document_have_a_limit()
    {
        StampingFacts facts = Facts(true) with { Attempts = 100 };
        Assert.True(Assert.IsType<StampingStep.Park>(Decide(new StampOutcome.Unknown("timeout"), facts)).MayBeStamped);
    }

    private static StampingFacts Facts(bool recovery) =>
        new("finkok", recovery, 1, TimeSpan.FromSeconds(5), TimeSpan.FromHours(70));

    private static StampingStep Decide(StampOutcome outcome, StampingFacts facts) =>
        StampingDecision.After(outcome, facts, Pacs, StampingSettings.Usual);
}
