using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Payments;

namespace Strangler.Tests.Unit.Payments;

/// <summary>Which payments without an answer were taken, told from what was owed before each and is owed now.</summary>
public sealed class LostPaymentsTests
{
    /// <param name="payments">Of each: owed before, amount, and + taken, - refused, ? lost.</param>
    [Theory]
    [InlineData("100/10?", "90", "1+")]
    [InlineData("100/10?", "100", "1-")]
    [InlineData("100/10? 90/5? 90/3+", "87", "1+ 2-")]
    [InlineData("100/10? 100/5? 95/3-", "95", "1- 2+")]
    [InlineData("100/10+ 90/10?", "90", "2-")]
    [InlineData("0/10?", "-10", "1+")]
    public void Amounts_that_add_up_tell_each(string payments, string now, string decided) =>
        Assert.Equal(decided, Decide(payments, now));

    [Theory]
    [InlineData("100/10?", "95")]
    [InlineData("100/10? 80/5?", "75")]
    [InlineData("-/10?", "90")]
    [InlineData("100/-?", "0")]
    [InlineData("100/10+ 100/5?", "95")]
    [InlineData("100/10? 90/5-", "85")]
    public void Amounts_that_do_not_are_left_to_a_person(string payments, string now) =>
        Assert.Null(Decide(payments, now));

    private static string? Decide(string payments, string now)
    {
        LegacyPayment[] read =
        [
            .. payments.Split(' ').Select((text, at) => new LegacyPayment(
                at + 1, Read(text.Split('/')[0]), Read(text.Split('/')[1][..^1]),
                text[^1] == '?' ? null : text[^1] == '+')),
        ];
        return LostPayments.Decide(read, Read(now)!.Value) is { } decided
            ? string.Join(' ', decided.OrderBy(one => one.Key).Select(one => $"{one.Key}{(one.Value ? '+' : '-')}"))
            : null;
    }

    private static Money? Read(string text) =>
        text == "-" ? null : Money.FromPesos(decimal.Parse(text, CultureInfo.InvariantCulture));
}
