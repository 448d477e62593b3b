using Strangler.Core.Identity;
using Strangler.Core.Payments.Reconciling;
using static Strangler.Tests.Unit.Payments.Reconciling.StatementSample;

namespace Strangler.Tests.Unit.Payments.Reconciling;

/// <summary>Every peso of a statement is matched, explained or listed, once.</summary>
public sealed class StatementReconcilerTests
{
    [Fact]
    public void Whatever_is_stated_each_centavo_is_accounted_for_once_and_order_changes_nothing()
    {
        for (int seed = 0; seed < 1_000; seed++)
        {
            Random random = new(seed);
            StatementSample sample = StatementSample.Random(random);
            FeeTerms terms = random.Next(2) == 0 ? Terms : FeeTerms.None;

            IReadOnlyList<LineEnd> ends = StatementReconciler.Run(sample.Lines, sample.Facts, terms);

            string name = $"seed {seed}";
            Assert.True(ends.Select(end => end.Line.Key).Order().SequenceEqual(
                sample.Lines.Select(line => line.Key).Order()), name);
            Assert.True(ends.All(end => end.Line.Net == end.Matched + end.Explained + end.Listed), name);
            Assert.True(ends.All(end => end.Status == LineStatus.Listed || end.Listed == Money.Zero), name);
            Assert.True(
                ends.Where(end => end.Status != LineStatus.Listed && end.Rule != MatchRule.Repeated)
                    .All(end => end.Explained == Money.Zero - end.Cost.Total), name);
            FactMoney[] taken = [.. ends.SelectMany(end => end.Facts)];
            Assert.True(taken.Length == taken.DistinctBy(fact => fact.Key).Count(), name);
            Assert.True(
                taken.Sum(fact => fact.Amount.Centavos) == ends.Sum(end => end.Matched.Centavos), name);

            StatementLine[] lines = [.. sample.Lines];
            FactMoney[] facts = [.. sample.Facts];
            random.Shuffle(lines);
            random.Shuffle(facts);
            Assert.True(
                Told(ends).SequenceEqual(Told(StatementReconciler.Run(lines, facts, terms))), name);
        }
    }

    [Theory]
    [InlineData(null, "c1", 3, MatchRule.Key, 100)]
    [InlineData("0100000128900000000000000", null, 1, MatchRule.Reference, 87)]
    [InlineData(null, null, 1, MatchRule.Amount, 60)]
    public void A_line_finds_its_payment_by_what_is_surest(
        string? reference, string? charge, int day, MatchRule rule, int score)
    {
        string ours = PaymentReference.Of(new ContractNumber(128));
        LineEnd end = Assert.Single(StatementReconciler.Run(
            [Line(1, day, "120.50", reference is null ? null : ours.PadRight(25, '0'), charge)],
            [Fact("a", 0, "120.50", ours, "c1"), Fact("b", 0, "99", ours)], FeeTerms.None));

        Assert.Equal((LineStatus.Matched, rule, score), (end.Status, end.Rule, end.Score));
        Assert.Equal("a", Assert.Single(end.Facts).Key);
    }

    [Fact]
    public void A_weak_rule_never_takes_what_a_sure_one_finds_on_a_later_day()
    {
        IReadOnlyList<LineEnd> ends = StatementReconciler.Run(
            [Line(1, 0, "50"), Line(2, 2, "50", charge: "c1")], [Fact("a", 0, "50", charge: "c1")], FeeTerms.None);

        Assert.Equal(
            ["n1 None no-payment", "n2 Key "],
            ends.OrderBy(end => end.Line.Number).Select(end => $"{end.Line.Number} {end.Rule} {end.Reason}"));
    }

    [Fact]
    public void A_deposit_is_all_payments_of_a_day_less_fees_and_their_IVA()
    {
        FactMoney[] facts = [Fact("a", 0, "100"), Fact("b", 0, "200"), Fact("c", 0, "33.33"), Fact("d", 3, "7")];

        // 2.9 % of 333.33 and 3 x 2.50 are 17.17, with 2.75 of IVA.
        LineEnd end = Assert.Single(StatementReconciler.Run([Line(1, 1, "313.41")], facts, Terms));

        Assert.Equal((LineStatus.Explained, MatchRule.Batch, 3), (end.Status, end.Rule, end.Facts.Count));
        Assert.Equal(("17.17", "2.75", "0.00"), (
            $"{end.Cost.Fee}", $"{end.Cost.Tax}", $"{end.Cost.Rounding}"));
        Assert.Equal(("333.33", "-19.92"), ($"{end.Matched}", $"{end.Explained}"));
    }

    [Fact]
    public void What_the_settlement_says_was_kept_explains_the_banks_deposit_without_terms()
    {
        FactMoney[] facts =
        [
            Fact("a", 0, "100") with { Cost = new Cost(new Money(5_00), new Money(80), Money.Zero) },
            Fact("b", 1, "200") with { Cost = new Cost(new Money(9_00), new Money(1_44), new Money(1)) },
        ];

        LineEnd end = Assert.Single(StatementReconciler.Run([Line(1, 2, "283.75")], facts, FeeTerms.None));

        Assert.Equal((MatchRule.Batch, "14.00", "2.24", "0.01"), (
            end.Rule, $"{end.Cost.Fee}", $"{end.Cost.Tax}", $"{end.Cost.Rounding}"));
    }

    [Theory]
    [InlineData("c1", "120", "amount-differs", "100.00", "20.00")]
    [InlineData("c2", "100", "not-certain", "0.00", "100.00")]
    [InlineData(null, "70", "not-certain", "0.00", "70.00")]
    [InlineData("c1", "-5", "no-payment", "0.00", "-5.00")]
    public void What_is_not_certain_is_listed_with_its_reason(
        string? charge, string pesos, string reason, string matched, string listed)
    {
        LineEnd end = Assert.Single(StatementReconciler.Run(
            [Line(1, 0, pesos, charge: charge)],
            [Fact("a", 0, "100", charge: "c1"), Fact("b", 0, "70"), Fact("c", 0, "70")], FeeTerms.None));

        Assert.Equal((LineStatus.Listed, reason), (end.Status, end.Reason));
        Assert.Equal((matched, listed), ($"{end.Matched}", $"{end.Listed}"));
    }

    [Fact]
    public void A_line_said_again_by_another_file_counts_once_and_one_that_says_otherwise_is_listed()
    {
        StatementLine line = Line(1, 0, "10", charge: "c1");
        IReadOnlyList<LineEnd> ends = StatementReconciler.Run(
            [
                line, line with { Key = new LineKey(2, 1) },
                line with { Key = new LineKey(3, 1), Gross = new Money(11_00), Net = new Money(11_00) },
                Line(2, 1, "10", charge: "c1"),
            ],
            [Fact("a", 0, "10", charge: "c1")], FeeTerms.None);

        Assert.Equal(
            ["1/1 Matched ", "1/2 Listed charge-stated-twice", "2/1 Explained ", "3/1 Listed number-stated-twice"],
            ends.OrderBy(end => end.Line.Key)
                .Select(end => $"{end.Line.Key.Statement}/{end.Line.Key.Line} {end.Status} {end.Reason}"));
    }

    [Theory]
    [InlineData("2026-07-24", "2026-07-21")] // Friday
    [InlineData("2026-07-27", "2026-07-22")] // Monday
    [InlineData("2026-07-26", "2026-07-21")] // Sunday
    public void Money_takes_three_banking_days(string booked, string first) =>
        Assert.Equal(DateOnly.Parse(first, null), SettlementWindow.FirstDay(DateOnly.Parse(booked, null)));

    private static IEnumerable<string> Told(IEnumerable<LineEnd> ends) =>
        ends.OrderBy(end => end.Line.Key).Select(end =>
            $"{end.Line.Key} {end.Status} {end.Rule} {end.Score} {end.Matched} {end.Explained} {end.Listed} "
            + $"{end.Reason} " + string.Join(',', end.Facts.Select(fact => fact.Key).Order(StringComparer.Ordinal)));
}
