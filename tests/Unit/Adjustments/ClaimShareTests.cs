using Strangler.Core.Adjustments;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;

namespace Strangler.Tests.Unit.Adjustments;

public sealed class ClaimShareTests
{
    private const int Seed = 20260710;

    [Fact]
    public void What_is_let_off_is_spread_over_lines_and_taxes_exactly()
    {
        Random random = new(Seed);
        for (int round = 0; round < 1_000; round++)
        {
            PostedLine[] lines =
            [
                .. Enumerable.Range(1, random.Next(1, 8)).Select(concept => new PostedLine(
                    concept, 1, new Money(random.Next(1, 100_000)), new Money(random.Next(16_000)))),
            ];
            long total = lines.Sum(line => line.Amount.Centavos + line.Tax.Centavos);
            Money accepted = new(random.NextInt64(1, total + 1));

            Assert.True(ClaimShare.Of(lines, accepted).Total == Money.Zero - accepted, $"Seed {Seed}, round {round}.");
        }
    }

    [Theory]
    [InlineData(100_00, -40_00, -40_00, 0)]
    [InlineData(30_00, -40_00, -30_00, 10_00)]
    [InlineData(0, -40_00, 0, 40_00)]
    [InlineData(0, 40_00, 40_00, 0)]
    public void No_more_is_taken_off_a_debt_than_is_left_of_it(long open, long delta, long debt, long held)
    {
        BillDelta change = new([new PostedLine(1, 1, new Money(delta), Money.Zero)]);

        (Money toReceivable, Money toOffset, IReadOnlyList<Posting> postings) = NoteMaker.Post(
            change, new Money(open), line => LedgerAccount.Revenue(line.Concept));

        Assert.Equal((debt, held), (toReceivable.Centavos, toOffset.Centavos));
        Assert.Equal(0, postings.Sum(posting => posting.Amount.Centavos));
    }

    [Theory]
    [InlineData(-1, DocumentType.CreditNote)]
    [InlineData(1, DocumentType.DebitNote)]
    [InlineData(0, DocumentType.Corrective)]
    public void The_sign_of_the_difference_says_which_note(long second, short type) => Assert.Equal(
        type,
        NoteMaker.TypeOf(new BillDelta(
        [
            new PostedLine(1, 1, new Money(5), Money.Zero), new(2, 1, new Money(second - 5), Money.Zero),
        ])));
}
