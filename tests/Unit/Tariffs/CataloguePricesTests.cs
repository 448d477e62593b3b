using System.Text.Json;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Tests.Unit.Tariffs;

/// <summary>The published prices as they come out of the rating engine.</summary>
public sealed class CataloguePricesTests
{
    private static readonly PlanBook Book =
        new(ShippedCatalogue.Read().Select(file => PlanCompiler.Compile(file.Plan!)));

    [Fact]
    public void Each_class_and_cubic_metre_is_billed_exactly()
    {
        using JsonDocument published = JsonDocument.Parse(
            File.ReadAllText(Repository.Shared("tariffs/cea-queretaro-2026-02.json")));
        Dictionary<string, CompiledPlan> plans = Book.Codes
            .Select(code => Book.On(code, new DateOnly(2026, 2, 28))!).ToDictionary(plan => plan.Plan.Name);
        RatedBill bill = new();
        foreach (JsonProperty named in published.RootElement.GetProperty("classes").EnumerateObject())
        {
            JsonElement above = named.Value.GetProperty("over200");
            decimal[] prices =
            [
                .. named.Value.GetProperty("cumulative").EnumerateArray().Select(price => price.GetDecimal()),
                .. Enumerable.Range(201, 300).Select(m3 =>
                    above.GetProperty("base").GetDecimal() + m3 * above.GetProperty("rate").GetDecimal()),
            ];
            for (int m3 = 0; m3 < prices.Length; m3++)
            {
                RatingEngine.Rate(plans[named.Name], Facts(m3), bill);
                Assert.Null(bill.Problem);
                Assert.Equal((1, prices[m3], Money.FromPesos(prices[m3])),
                    (bill.Lines[0].Concept, bill.Lines[0].Exact, bill.Lines[0].Amount));
                Assert.Equal(
                    Money.FromPesos(bill.Lines[0].Amount.Pesos * named.Value.GetProperty("iva").GetDecimal()),
                        bill.Tax);
            }
        }
    }

    [Theory]
    [InlineData("20", "706.29 70.63 84.75 -217.25 -21.73 -26.07 0.38")]
    [InlineData("10", "434.51 43.45 52.14 -217.26 -21.73 -26.07 -0.04")]
    public void A_pensioner_with_all_services_pays_half_of_ten_cubic_metres_less(string m3, string lines)
    {
        RatedBill bill = new();
        RatingFacts facts = Facts(decimal.Parse(m3, System.Globalization.CultureInfo.InvariantCulture));
        facts.Services = ServiceFlags.Sewerage | ServiceFlags.Treatment;
        facts.Programmes = ["pensioner"];
        RatingEngine.Rate(Book.On("domestic-medium", facts.PeriodEnd)!, facts, bill);
        Assert.Equal(lines, string.Join(' ', bill.Lines.ToArray().Select(line => $"{line.Amount}")));
    }

    private static RatingFacts Facts(decimal m3) => new()
    {
        PeriodStart = new DateOnly(2026, 2, 1),
        PeriodEnd = new DateOnly(2026, 2, 28),
        Days = 28,
        Quantity = m3,
        MeterSize = 13,
    };
}
