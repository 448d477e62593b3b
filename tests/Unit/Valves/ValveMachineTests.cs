using Strangler.Core.Prepaid;
using Strangler.Core.Valves;

namespace Strangler.Tests.Unit.Valves;

/// <summary>The rules of valve commands, one by one.</summary>
public sealed class ValveMachineTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ValveRules Rules = ValveRules.Default;

    [Fact]
    public void A_command_is_sent_again_with_its_id_ever_later_and_then_the_valve_is_asked()
    {
        ValveCommand command = Released(ValveSetting.Restricted(200));
        List<string> steps = [];
        DateTimeOffset now = Now;
        for (int turn = 0; turn < 9; turn++)
        {
            ValveStep step = ValveMachine.Next(Device(1, command), now, Rules);
            ValveCommand after = step is ValveStep.Send send ? send.After : ((ValveStep.Ask)step).After;
            Assert.Equal(command.Id, after.Id);
            steps.Add($"{step.GetType().Name} {(after.DueAt - now).TotalSeconds}");
            (command, now) = (after, after.DueAt);
        }

        Assert.Equal(
            [
                "Send 30", "Send 60", "Send 120", "Send 240", "Send 480", "Send 600", "Ask 60", "Ask 120", "Ask 240",
            ],
            steps);
        Assert.Equal(ValveCommandState.Unknown, command.State);
    }

    [Fact]
    public void A_newer_wish_waits_until_it_is_known_what_became_of_the_older_one()
    {
        ValveCommand older = Sent(Released(ValveSetting.Restricted(200)));
        ValveCommand newer = Released(ValveSetting.Open, number: 2);
        ValveDevice device = Device(2, older with { DueAt = Now }, newer);

        ValveStep.Ask ask = Assert.IsType<ValveStep.Ask>(ValveMachine.Next(device, Now, Rules));
        ValveCommand told = ValveMachine.Report(
            ask.After, new ValveReport(ValveSetting.Restricted(200), older.Id, Now), Now, Rules).After;

        Assert.Equal(ValveCommandState.Acknowledged, told.State);
        ValveStep.Send send = Assert.IsType<ValveStep.Send>(ValveMachine.Next(Device(2, newer), Now, Rules));
        Assert.Equal(newer.Id, send.After.Id);
    }

    [Fact]
    public void A_valve_that_never_had_an_outdated_command_is_told_not_to_act_on_it_and_says_so()
    {
        ValveCommand lost = Sent(Released(ValveSetting.Restricted(200)));
        ValveStep.Ask ask = Assert.IsType<ValveStep.Ask>(
            ValveMachine.Next(Device(2, lost with { DueAt = Now }), Now, Rules));

        Assert.True(ask.Void);
        ValveReport report = new(ValveSetting.Open, null, Now, Voided: lost.Id);
        Assert.Equal(
            ValveCommandState.Superseded, ValveMachine.Report(ask.After, report, Now, Rules).After.State);
        Assert.Equal(
            ValveNews.Nothing, ValveMachine.Report(ask.After, report with { Voided = null }, Now, Rules).News);
    }

    [Fact]
    public void A_state_that_does_not_name_the_command_proves_nothing_before_the_command_is_dead()
    {
        ValveCommand sent = Sent(Released(ValveSetting.Restricted(200)));
        DateTimeOffset dead = sent.ExpiresAt + Rules.ClockMargin;

        Assert.Equal(ValveNews.Nothing, Told(sent.ExpiresAt, sent.ExpiresAt));
        Assert.Equal(ValveNews.Nothing, Told(dead, dead.AddSeconds(-1)));
        Assert.Equal(ValveNews.Nothing, Told(dead.AddSeconds(-1), dead));
        Assert.Equal(ValveNews.Ended, Told(dead, dead));

        ValveNews Told(DateTimeOffset at, DateTimeOffset receivedAt) =>
            ValveMachine.Report(sent, new ValveReport(ValveSetting.Open, null, at), receivedAt, Rules).News;
    }

    [Fact]
    public void What_was_approved_after_a_newer_wish_is_never_sent()
    {
        ValveCommand late = Ordered(ValveSetting.Closed, number: 1);

        ValveCommand released = Assert.Single(ValveMachine.Release(Device(2), late, Now, Rules));

        Assert.Equal(ValveCommandState.Superseded, released.State);
    }

    [Fact]
    public void What_was_not_sent_is_superseded_by_a_newer_wish()
    {
        ValveCommand older = Released(ValveSetting.Restricted(200));
        ValveCommand waiting = Ordered(ValveSetting.Open, number: 2);

        IReadOnlyList<ValveCommand> changed = ValveMachine.Release(
            Device(1, older, waiting), Ordered(ValveSetting.Restricted(300), number: 3), Now, Rules);

        Assert.Equal(
            ["3 Approved", "1 Superseded", "2 Superseded"], changed.Select(one => $"{one.Number} {one.State}"));
    }

    [Fact]
    public void A_households_valve_is_never_closed_not_even_when_it_became_one_after_the_order()
    {
        Assert.Equal(ValveOrderPolicy.Household, ValveOrderPolicy.WhyNot(ValveSetting.Closed, isHousehold: true));
        Assert.Null(ValveOrderPolicy.WhyNot(ValveSetting.Restricted(200), isHousehold: true));
        Assert.Null(ValveOrderPolicy.WhyNot(ValveSetting.Closed, isHousehold: false));

        ValveCommand closing = Released(ValveSetting.Closed);
        ValveStep step = ValveMachine.Next(
            Device(1, closing) with { IsHousehold = true }, Now, Rules);

        Assert.Equal(ValveCommandState.Refused, Assert.IsType<ValveStep.End>(step).After.State);
    }

    [Theory]
    [InlineData(ValvePosition.Restricted, 0)]
    [InlineData(ValvePosition.Restricted, -5)]
    [InlineData(ValvePosition.Restricted, 100_001)]
    [InlineData(ValvePosition.Open, 200)]
    [InlineData(ValvePosition.Closed, 1)]
    [InlineData((ValvePosition)7, 0)]
    public void Litres_belong_to_a_restricted_valve_and_to_no_other(ValvePosition position, int litres) =>
        Assert.NotNull(ValveOrderPolicy.WhyNot(new ValveSetting(position, litres), isHousehold: false));

    [Theory]
    [InlineData(10, 0, false)]
    [InlineData(11, 0, true)]
    [InlineData(1, 10, true)]
    public void More_than_ten_valves_of_one_person_in_an_hour_need_another(int devices, int lately, bool needs) =>
        Assert.Equal(needs, ValveOrderPolicy.NeedsApproval(devices, lately, mostAlone: 10));

    [Theory]
    [InlineData("ana", "ana")]
    [InlineData("ana", " ANA ")]
    [InlineData("ana", " ")]
    public void Nobody_approves_their_own_order(string orderedBy, string approver) =>
        Assert.NotNull(ValveOrderPolicy.WhyNotApprove(orderedBy, approver));

    [Fact]
    public void An_answer_to_what_was_never_sent_or_against_an_earlier_answer_changes_nothing()
    {
        ValveCommand unsent = Released(ValveSetting.Open);
        ValveCommand refused = Sent(unsent) with { State = ValveCommandState.Refused };
        ValveAck done = new(unsent.Id, ValveAckResult.Done, ValveSetting.Open, Now);

        Assert.Equal((unsent, ValveNews.NeverSent), ValveMachine.Acknowledge(unsent, done));
        Assert.Equal((refused, ValveNews.Contradiction), ValveMachine.Acknowledge(refused, done));
        Assert.Equal(ValveNews.Nothing, ValveMachine.Acknowledge(
            refused, done with { Result = ValveAckResult.Expired }).News);
        Assert.Equal(ValveNews.Nothing, ValveMachine.Acknowledge(
            refused, done with { Result = ValveAckResult.Refused }).News);
    }

    [Fact]
    public void What_the_broker_never_had_does_not_count_as_an_attempt()
    {
        ValveCommand sent = Sent(Released(ValveSetting.Open));

        ValveCommand after = ValveMachine.NotSent(sent, Now, Rules);

        Assert.Equal((ValveCommandState.Approved, 0), (after.State, after.Attempts));
        Assert.IsType<ValveStep.Wait>(ValveMachine.Next(Device(1, after), Now, Rules));
        Assert.IsType<ValveStep.Send>(ValveMachine.Next(Device(1, after), after.DueAt, Rules));
    }

    private static ValveDevice Device(long newest, params ValveCommand[] open) => new("v", newest, false, open);

    private static ValveCommand Ordered(ValveSetting setting, long number) => new(
        Guid.NewGuid(), "v", number, setting, Now, ValveCommandState.Ordered, 0, 0, Now);

    private static ValveCommand Released(ValveSetting setting, long number = 1) =>
        ValveMachine.Release(Device(0), Ordered(setting, number), Now, Rules)[0];

    private static ValveCommand Sent(ValveCommand command) =>
        Assert.IsType<ValveStep.Send>(ValveMachine.Next(Device(command.Number, command), Now, Rules)).After;
}
