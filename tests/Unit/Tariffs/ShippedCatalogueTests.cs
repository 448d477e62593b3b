using System.Text.Json;
using Strangler.Core.Tariffs;
using Strangler.Core.Tariffs.Files;
using Strangler.Core.Tariffs.Validation;

namespace Strangler.Tests.Unit.Tariffs;

public sealed class ShippedCatalogueTests
{
    private static readonly IReadOnlyList<PlanFile> Files = ShippedCatalogue.Read();

    [Fact]
    public void It_and_the_showcase_have_no_errors()
    {
        Assert.Equal(13, Files.Count);
        Assert.Empty(CatalogueValidator.Check([.. Files, PlanFiles.Read(PlanFiles.Showcase)]));
    }

    /// <summary>13 classes, 201 points and the row above each: as decimals, to the last place.</summary>
    [Fact]
    public void Every_published_price_is_there_exactly()
    {
        using JsonDocument published = JsonDocument.Parse(
            File.ReadAllText(Repository.Shared("tariffs/cea-queretaro-2026-02.json")));
        Dictionary<string, TariffPlan> plans = Files.ToDictionary(file => file.Plan!.Name, file => file.Plan!);
        int points = 0;
        foreach (JsonProperty named in published.RootElement.GetProperty("classes").EnumerateObject())
        {
            TariffPlan plan = plans[named.Name];
            PriceRow[] rows = [.. ((PriceMethod.Table)plan.Charges[0].Price).Rows];
            JsonElement[] prices = [.. named.Value.GetProperty("cumulative").EnumerateArray()];
            JsonElement above = named.Value.GetProperty("over200");
            Assert.Equal(
                [
                    .. prices.Select((price, m3) => new PriceRow(m3, price.GetDecimal(), 0)),
                    new PriceRow(null, above.GetProperty("base").GetDecimal(), above.GetProperty("rate").GetDecimal()),
                ],
                rows);
            TaxRule tax = plan.Taxes.First(rule => rule.Use is null || rule.Use == plan.Use);
            Assert.Equal(named.Value.GetProperty("iva").GetDecimal(), tax.Rate);
            points += prices.Length;
        }

        Assert.Equal(13 * 201, points);
        Assert.Equal(13, plans.Count);
    }

    [Fact]
    public void Shares_surcharge_and_rounding_are_those_published()
    {
        using JsonDocument published = JsonDocument.Parse(
            File.ReadAllText(Repository.Shared("tariffs/cea-queretaro-2026-02.json")));
        decimal Fact(string name) => published.RootElement.GetProperty(name).GetDecimal();
        Assert.All(Files.Select(file => file.Plan!), plan =>
        {
            Assert.Equal([1, 2, 3], plan.Charges.Take(3).Select(charge => charge.Concept));
            Assert.Equal(Fact("sewerage_share_of_water"), ((PriceMethod.PercentageOf)plan.Charges[1].Price).Share);
            Assert.Equal(Fact("treatment_share_of_water"), ((PriceMethod.PercentageOf)plan.Charges[2].Price).Share);
            Charge surcharge = plan.Charges[^1];
            Assert.Equal(
                $"{Fact("monthly_surcharge_on_overdue")} * overdue",
                ((PriceMethod.ByFormula)surcharge.Price).Amount.Text);
            Assert.Equal(TaxTiming.None, surcharge.Tax);
            Assert.Equal(RoundingPolicy.WholePesos, plan.Rounding);
            Assert.Equal(new DateOnly(2026, 2, 1), plan.EffectiveFrom);
        });
    }
}
