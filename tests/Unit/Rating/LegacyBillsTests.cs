using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Readings;

namespace Strangler.Tests.Unit.Rating;

/// <summary>Every bill of an extract, from its rows, against the generator's own exact calculation.</summary>
public sealed class LegacyBillsTests(LegacyExtract extract) : IClassFixture<LegacyExtract>
{
    private static readonly string[] Columns =
        ["m3", "water", "sewer", "treatment", "discount", "fixed", "surcharge", "tax", "total", "carry"];

    private static readonly ConsumptionRules Rules = new() { ReviewZero = false };

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    public void Every_bill_of_an_extract_is_what_is_expected_to_the_centavo(int seed)
    {
        string folder = extract.Generate(seed);
        LegacyRows rows = new(folder);
        RatedBill bill = new();
        int bills = 0;
        foreach (Dictionary<string, string> expected in new CsvTable(Path.Combine(folder, "expected.csv")).Rows)
        {
            LegacyCase one = rows.Case(expected);
            ConsumptionOutcome.Measured measured = Assert.IsType<ConsumptionOutcome.Measured>(
                ConsumptionCalculator.Measure(one.Meters, one.Readings, one.First, one.Last, Rules));
            one.Facts.Quantity = measured.Quantity;
            RatingEngine.Rate(one.Plan, one.Facts, bill);
            Assert.Equal(Texts(expected), Texts(one.Facts, bill));
            bills++;
        }

        Assert.True(bills > 2_000);
    }

    private static string Texts(Dictionary<string, string> expected) => string.Join(
        ' ', Columns.Select(column => Text(decimal.Parse(expected[column], CultureInfo.InvariantCulture))));

    private static string Texts(RatingFacts facts, RatedBill bill)
    {
        decimal Of(int concept) => bill.Lines.ToArray().Where(line => line.Concept == concept)
            .Sum(line => line.Amount.Pesos);
        return string.Join(' ', new[]
        {
            facts.Quantity, Of(1), Of(2), Of(3), Of(4), Of(5), Of(9), bill.Tax.Pesos, bill.Total.Pesos, bill.Carried,
        }.Select(Text));
    }

    private static string Text(decimal number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
