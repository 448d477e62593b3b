using System.Globalization;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Prepaid;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;
using Strangler.Tests.Unit.Rating;

namespace Strangler.Tests.Unit.Prepaid;

/// <summary>A year of daily segments comes to the bills of its months, to the centavo and by account.</summary>
public sealed class YearOfSegmentsTests
{
    private const string Code = "test";

    private static readonly PriceRow[] Rows = [new(10, 45.5m, 0), new(30, 12.3m, 7.77m), new(null, 0, 13.19m)];

    public static TheoryData<string> Kinds => [.. Tariffs.Keys];

    private static Dictionary<string, TariffPlan> Tariffs { get; } = new()
    {
        ["table"] = Plans.Plan(Plans.Charge(1, new PriceMethod.Table(Rows))),
        ["blocks"] = Plans.Plan(Plans.Charge(1, new PriceMethod.Blocks(Rows))),
        ["flat"] = Plans.Plan(
            Plans.Charge(1, new PriceMethod.Flat(123.45m)) with { Proration = Proration.DaysOfThirty }),
        ["per-quantity"] = Plans.Plan(Plans.Charge(1, new PriceMethod.PerQuantity(9.99m))),
        ["commercial"] = Plans.Plan(
            Plans.Charge(1, new PriceMethod.Blocks(Rows)),
            Plans.Charge(2, new PriceMethod.PercentageOf([1], 0.1m)),
            Plans.Charge(5, new PriceMethod.Flat(31.07m)) with { Proration = Proration.DaysOfThirty }) with
        {
            Taxes = [Plans.Vat("0.16")],
            Rounding = RoundingPolicy.WholePesos,
        },
        ["exact lines"] = Plans.Plan(
            Plans.Charge(1, new PriceMethod.Blocks(Rows)), Plans.Charge(3, new PriceMethod.PercentageOf([1], 0.12m)))
            with
        {
            Taxes = [Plans.Vat("0.16")],
            Rounding = Plans.ExactLines,
        },
        ["tax included, discount for prepaying"] = Plans.Plan(
            Plans.Charge(1, new PriceMethod.PerQuantity(11.6m)) with { Tax = TaxTiming.Included }) with
        {
            Taxes = [Plans.Vat("0.16")],
            Modifiers = [new BillModifier(ModifierKind.Percentage, 7, 1, "Prepaid", -0.03m, [])],
        },
        ["minimum and cap"] = Plans.Plan(Plans.Charge(1, new PriceMethod.PerQuantity(14m))) with
        {
            Modifiers =
            [
                new BillModifier(ModifierKind.MinimumCommitment, 7, 1, "Minimum", 150m, []),
                new BillModifier(ModifierKind.SpendingCap, 7, 2, "Cap", 400m, []),
            ],
        },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_years_segments_are_its_bills(string kind)
    {
        PlanBook book = new([PlanCompiler.Compile(Tariffs[kind])]);
        Random random = new(2026);
        RatedBill bill = new();
        decimal carried = 0;
        for (DateOnly month = new(2026, 1, 1); month.Year == 2026; month = month.AddMonths(1))
        {
            int days = DateTime.DaysInMonth(month.Year, month.Month);
            int[] litres = [.. Enumerable.Range(0, days).Select(_ => random.Next(10) == 0 ? 0 : random.Next(2_000))];
            List<Posting> charged = [];
            for (int day = 0; day < days; day++)
            {
                // A reading of some day before is corrected; once in a while a day is left out.
                litres[random.Next(day + 1)] += random.Next(5) == 0 ? random.Next(-100, 300) : 0;
                if (day < days - 1 && random.Next(9) == 0)
                {
                    continue;
                }

                Posting[] segment = MonthBill.Difference(
                    charged, Bill(book, month, day + 1, litres.Take(day + 1).Sum(), carried, bill));
                Assert.Equal(0, segment.Sum(posting => posting.Amount.Centavos));
                charged = Sum([.. charged, .. segment]);
            }

            // As billing makes it, in one go.
            IReadOnlyList<Posting> whole = Bill(book, month, days, litres.Sum(), carried, bill);
            Assert.Equal(Text(whole), Text(charged));
            Assert.Equal(bill.Total.Centavos, charged
                .Where(one => one.Account == LedgerAccount.Receivable).Sum(one => one.Amount.Centavos));
            carried = bill.Carried;
        }
    }

    private static IReadOnlyList<Posting> Bill(
        PlanBook book, DateOnly month, int days, long litres, decimal carried, RatedBill bill)
    {
        RatingFacts facts = new()
        {
            PeriodStart = month,
            PeriodEnd = month.AddDays(days - 1),
            Days = days,
            Quantity = Math.Max(0, litres) / MonthBill.LitresPerUnit,
            Carried = carried,
        };
        Assert.Null(MonthBill.Rate(book, Code, facts, bill));
        return MonthBill.PostingsOf(book, Code, facts, bill, ConceptAccounts.Usual);
    }

    private static List<Posting> Sum(IEnumerable<Posting> postings) =>
    [
        .. postings.GroupBy(one => one.Account)
            .Select(group => new Posting(group.Key, new Money(group.Sum(one => one.Amount.Centavos))))
            .Where(one => one.Amount != Money.Zero),
    ];

    private static string Text(IEnumerable<Posting> postings) => string.Join(
        '\n',
        postings.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Account} {one.Amount}")).Order());
}
