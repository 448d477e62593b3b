using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Prepaid;

namespace Strangler.Tests.Unit.Prepaid;

/// <summary>What credit means for alerts, emergency credit and the valve.</summary>
public sealed class CreditPolicyTests
{
    private static readonly CreditTerms Household = new([Pesos("50"), Pesos("20")], Pesos("30"), IsHousehold: true);

    [Fact]
    public void An_alert_is_told_once_for_each_threshold_until_a_top_up_brings_credit_above_it()
    {
        CreditState state = CreditState.New;
        List<string> told = [];
        foreach ((string credit, int topUps) in new[]
        {
            ("60", 1), ("50", 1), ("49", 1), ("51", 1), ("48", 1), ("19", 1), ("15", 1), ("30", 2), ("19.99", 2),
            ("80", 3), ("45", 3), ("10", 3),
        })
        {
            CreditDecision decision = CreditPolicy.Decide(Household, state, At(credit, topUps: topUps));
            state = decision.After;
            told.AddRange(decision.Notices.Select(one => $"{one.Kind} {one.Amount} at {credit}"));
        }

        Assert.Equal(
            [
                "LowCredit 50.00 at 50", "LowCredit 20.00 at 19", "LowCredit 20.00 at 19.99",
                "LowCredit 50.00 at 45", "LowCredit 20.00 at 10",
            ],
            told);
    }

    [Fact]
    public void Who_falls_through_several_thresholds_at_once_is_told_of_the_lowest()
    {
        CreditDecision decision = CreditPolicy.Decide(Household, CreditState.New, At("5"));

        Assert.Equal([new CreditNotice(NoticeKind.LowCredit, Pesos("20"))], decision.Notices);
    }

    [Fact]
    public void Running_charges_count_before_they_are_posted()
    {
        CreditFacts facts = new(Pesos("-100"), Pesos("81.50"), 1, IsFriendly: false);

        Assert.Equal("18.50", $"{facts.Available}");
        Assert.Single(CreditPolicy.Decide(Household, CreditState.New, facts).Notices);
    }

    [Fact]
    public void Emergency_credit_is_used_once_and_comes_back_when_all_of_it_is_repaid()
    {
        CreditState state = CreditState.New;
        List<string> states = [];
        foreach (string credit in new[] { "1", "0", "-29.99", "-30", "-5", "0.01", "-1" })
        {
            state = CreditPolicy.Decide(Household, state, At(credit)).After;
            states.Add($"{credit}: {state.Emergency}, {state.Valve}");
        }

        Assert.Equal(
            [
                "1: Unused, Open", "0: InUse, Open", "-29.99: InUse, Open", "-30: Spent, Restricted",
                "-5: Spent, Restricted", "0.01: Unused, Open", "-1: InUse, Open",
            ],
            states);
    }

    [Theory]
    [InlineData(true, false, ValvePosition.Restricted)]
    [InlineData(false, false, ValvePosition.Closed)]
    [InlineData(true, true, ValvePosition.Open)]
    [InlineData(false, true, ValvePosition.Open)]
    public void A_household_is_restricted_at_most_and_nobody_is_cut_off_in_friendly_hours(
        bool household, bool friendly, ValvePosition expected)
    {
        CreditTerms terms = Household with { IsHousehold = household };

        CreditDecision decision = CreditPolicy.Decide(terms, CreditState.New, At("-31", friendly));

        Assert.Equal(expected, decision.After.Valve);
        Assert.Equal(
            friendly ? ValveReason.FriendlyHours : ValveReason.Exhausted, decision.After.Reason);
    }

    [Fact]
    public void Friendly_hours_open_nothing_and_a_top_up_restores_at_any_hour()
    {
        CreditState cut = CreditPolicy.Decide(Household, CreditState.New, At("-31")).After;

        CreditState night = CreditPolicy.Decide(Household, cut, At("-31", friendly: true)).After;
        CreditDecision paid = CreditPolicy.Decide(Household, night, At("0.01", friendly: true, topUps: 2));

        Assert.Equal(ValvePosition.Restricted, night.Valve);
        Assert.Equal(ValvePosition.Open, paid.After.Valve);
        Assert.Equal([NoticeKind.Restored], paid.Notices.Select(one => one.Kind));
    }

    [Fact]
    public void No_household_is_ever_closed_whatever_happens()
    {
        Random random = new(8);
        CreditState state = CreditState.New;
        for (int step = 0; step < 5_000; step++)
        {
            CreditFacts facts = new(
                new Money(random.Next(-20_000, 20_000)), new Money(random.Next(5_000)), step / 3,
                random.Next(2) == 0);
            CreditState after = CreditPolicy.Decide(Household, state, facts).After;
            Assert.NotEqual(ValvePosition.Closed, after.Valve);
            Assert.False(facts.IsFriendly && after.Valve > state.Valve, $"cut off in friendly hours, step {step}");
            Assert.False(facts.Available > Money.Zero && after.Valve != ValvePosition.Open, $"step {step}");
            state = after;
        }
    }

    [Theory]
    [InlineData("40", "0", "160.00")]
    [InlineData("40.01", "0", "0.00")]
    [InlineData("-10", "0", "210.00")]
    [InlineData("0", "5", "0.00")]
    public void Funds_are_asked_for_once_and_up_to_what_is_adequate(string credit, string asked, string expected) =>
        Assert.Equal(
            expected, $"{new FundsPolicy(Pesos("40"), Pesos("200"), 5).Request(Pesos(credit), Pesos(asked))}");

    [Fact]
    public void Who_has_no_adequate_credit_agreed_is_asked_for_nothing() => Assert.Equal(
        Money.Zero, new FundsPolicy(Pesos("40"), Money.Zero, 5).Request(Pesos("-44"), Money.Zero));

    private static CreditFacts At(string credit, bool friendly = false, int topUps = 1) =>
        new(Money.Zero - Pesos(credit), Money.Zero, topUps, friendly);

    private static Money Pesos(string text) => Money.FromPesos(decimal.Parse(text, CultureInfo.InvariantCulture));
}
