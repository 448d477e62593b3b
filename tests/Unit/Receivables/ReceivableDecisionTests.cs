using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Receivables;

namespace Strangler.Tests.Unit.Receivables;

public sealed class ReceivableDecisionTests
{
    private const int Seed = 20260709;

    [Theory]
    [InlineData("100.00", 3, "33.34 33.33 33.33")]
    [InlineData("0.05", 5, "0.01 0.01 0.01 0.01 0.01")]
    [InlineData("1234.56", 1, "1234.56")]
    public void Instalments_add_up_and_the_first_bear_the_odd_centavos(string debt, int count, string parts) =>
        Assert.Equal(parts, string.Join(' ', Split(debt, count, new DateOnly(2026, 7, 15)).Select(one => one.Amount)));

    [Fact]
    public void Instalments_are_due_on_the_same_day_of_each_month_or_its_last() => Assert.Equal(
        "2027-01-31 2027-02-28 2027-03-31",
        string.Join(' ', Split("90", 3, new DateOnly(2027, 1, 31)).Select(one => $"{one.Due:yyyy-MM-dd}")));

    [Fact]
    public void Any_debt_splits_exactly()
    {
        Random random = new(Seed);
        for (int round = 0; round < 1_000; round++)
        {
            int count = random.Next(1, InstalmentSplit.Most + 1);
            Money debt = new(random.NextInt64(count, 10_000_000));
            IReadOnlyList<Instalment> parts = InstalmentSplit.Of(debt, count, new DateOnly(2026, 1, 31));
            Assert.True(
                parts.Count == count && parts.Sum(one => one.Amount.Centavos) == debt.Centavos
                && parts.Max(one => one.Amount) - parts.Min(one => one.Amount) <= new Money(1),
                $"Seed {Seed}, round {round}.");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public void More_than_five_years_of_instalments_are_refused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Split("100", count, new DateOnly(2026, 7, 15)));

    [Theory]
    [InlineData(DepositKind.Deposit, "0", "50", null, "100.00")]
    [InlineData(DepositKind.Deposit, "100", "50", null, "D1 was used already.")]
    [InlineData(DepositKind.Deposit, "0", "50", "40", "D1 is used whole: 100.00.")]
    [InlineData(DepositKind.Advance, "0", "500", null, "100.00")]
    [InlineData(DepositKind.Retainer, "30", "50", null, "50.00")]
    [InlineData(DepositKind.Retainer, "30", "500", null, "70.00")]
    [InlineData(DepositKind.Retainer, "30", "500", "70.01", "D1 has 70.00 left.")]
    [InlineData(DepositKind.Retainer, "30", "20", "30", "Only 20.00 is owed.")]
    [InlineData(DepositKind.Retainer, "30", "0", null, "Nothing is owed.")]
    public void A_deposit_is_used_once_and_a_retainer_until_it_is_used_up(
        DepositKind kind, string used, string owed, string? asked, string expected)
    {
        DepositUse use = new Deposit("D1", kind, Pesos("100"), Pesos(used), 0).Use(
            Pesos(owed), asked is null ? null : Pesos(asked));

        Assert.Equal(expected, use switch
        {
            DepositUse.Now now => $"{now.Amount}",
            DepositUse.Refused refused => refused.Reason,
            _ => "",
        });
    }

    [Theory]
    [InlineData(NoticeChannels.Sms)]
    [InlineData(NoticeChannels.Email)]
    [InlineData(NoticeChannels.App)]
    [InlineData(NoticeChannels.Sms | NoticeChannels.App)]
    public void A_customer_who_hears_of_bills_in_one_way_may_be_billed(NoticeChannels channels) =>
        Assert.Equal(channels, Assert.IsType<NoticeDecision.Allowed>(NoticeDecision.Decide(channels)).Channels);

    [Fact]
    public void A_customer_who_hears_of_bills_in_no_way_is_refused() =>
        Assert.IsType<NoticeDecision.Refused>(NoticeDecision.Decide(NoticeChannels.None));

    private static IReadOnlyList<Instalment> Split(string debt, int count, DateOnly first) =>
        InstalmentSplit.Of(Pesos(debt), count, first);

    private static Money Pesos(string text) => Money.FromPesos(decimal.Parse(
        text, System.Globalization.CultureInfo.InvariantCulture));
}
