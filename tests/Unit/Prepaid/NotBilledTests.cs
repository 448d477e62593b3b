using Strangler.Core.Billing;

namespace Strangler.Tests.Unit.Prepaid;

/// <summary>What segments charge is not billed as well.</summary>
public sealed class NotBilledTests
{
    [Theory]
    [InlineData("2026-03-01", typeof(BillingVerdict.Skipped))]
    [InlineData("2026-02-01", typeof(BillingVerdict.Skipped))]
    [InlineData("2026-03-15", typeof(BillingVerdict.Parked))]
    public void A_period_of_an_agreement_is_left_out_and_one_it_begins_in_is_looked_at(string since, Type expected)
    {
        BillInput input = new()
        {
            Since = new DateOnly(2020, 1, 1),
            PrepaidSince = DateOnly.ParseExact(since, "yyyy-MM-dd"),
        };
        BilledDays.Set(input, new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));

        Assert.IsType(expected, BillingRules.Decide(input, []));
    }

    [Fact]
    public void Periods_before_the_agreement_are_billed_as_ever()
    {
        BillInput input = new() { Since = new DateOnly(2020, 1, 1), PrepaidSince = new DateOnly(2026, 4, 1) };
        BilledDays.Set(input, new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));
        input.Meters.Add(new(1, 5, 15, new DateOnly(2020, 1, 1), null));

        Assert.IsType<BillingVerdict.Billed>(BillingRules.Decide(input, []));
    }

    [Theory]
    [InlineData("2026-03-31", typeof(BillingVerdict.Skipped))]
    [InlineData("2026-03-30", typeof(BillingVerdict.Parked))]
    [InlineData("2026-02-28", typeof(BillingVerdict.Billed))]
    public void A_period_of_an_agreement_that_has_ended_is_left_out_and_one_it_ends_in_is_looked_at(
        string until, Type expected)
    {
        BillInput input = new() { Since = new DateOnly(2020, 1, 1) };
        input.PrepaidBefore.Add(
            new ServiceSpan(new DateOnly(2026, 2, 1), DateOnly.ParseExact(until, "yyyy-MM-dd")));
        BilledDays.Set(input, new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31));
        input.Meters.Add(new(1, 5, 15, new DateOnly(2020, 1, 1), null));

        Assert.IsType(expected, BillingRules.Decide(input, []));
    }
}
