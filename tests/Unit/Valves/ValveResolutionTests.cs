using Strangler.Core.Valves;

namespace Strangler.Tests.Unit.Valves;

/// <summary>What a look at a valve makes of a command that nobody knows the outcome of.</summary>
public sealed class ValveResolutionTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 18, 0, 0, TimeSpan.Zero);
    private static readonly ValveSetting Trickle = ValveSetting.Restricted(200);

    [Fact]
    public void A_valve_that_is_where_it_should_be_was_acted_on()
    {
        (ValveCommand? after, _) = Resolve(Unknown(), Trickle, Now);

        Assert.Equal((ValveCommandState.Acknowledged, "ana"), (after!.State, after.ResolvedBy));
        Assert.Equal("seen restricted to 200 l/day: looked", after.Detail);
    }

    [Fact]
    public void Another_position_ends_it_only_when_the_meter_cannot_act_on_it_any_more()
    {
        (ValveCommand? early, string? why) = Resolve(Unknown(), ValveSetting.Open, Now);
        Assert.Null(early);
        Assert.Contains("2026-07-02 18:01Z", why!);

        (ValveCommand? after, _) = Resolve(Unknown(), ValveSetting.Open, Now.AddDays(1).AddMinutes(1));
        Assert.Equal(ValveCommandState.Expired, after!.State);
    }

    [Theory]
    [InlineData(ValveCommandState.Approved)]
    [InlineData(ValveCommandState.Sent)]
    [InlineData(ValveCommandState.Acknowledged)]
    [InlineData(ValveCommandState.Superseded)]
    public void Only_what_is_unknown_is_resolved(ValveCommandState state) =>
        Assert.NotNull(Resolve(Unknown() with { State = state }, Trickle, Now).WhyNot);

    [Fact]
    public void What_the_meter_says_later_is_heard_and_is_no_contradiction()
    {
        (ValveCommand? expired, _) = Resolve(Unknown(), ValveSetting.Open, Now.AddDays(2));
        ValveAck ack = new(expired!.Id, ValveAckResult.Done, Trickle, Now);

        Assert.Equal((expired, ValveNews.Nothing), ValveMachine.Acknowledge(expired, ack));
    }

    private static (ValveCommand? After, string? WhyNot) Resolve(
        ValveCommand command, ValveSetting seen, DateTimeOffset now) =>
        ValveResolution.Decide(command, seen, "looked", "ana", now, ValveRules.Default);

    private static ValveCommand Unknown() => new(
        Guid.NewGuid(), "m", 1, Trickle, Now.AddDays(1), ValveCommandState.Unknown, 6, 3, Now);
}
