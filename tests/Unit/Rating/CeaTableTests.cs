using System.Text.Json;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Tests.Unit.Rating;

/// <summary>
/// The published prices of February 2026: every class, every whole cubic metre up to 200, and what is beyond.
/// </summary>
public sealed class CeaTableTests
{
    [Fact]
    public void All_13_classes_at_201_points_and_beyond_are_exact()
    {
        using JsonDocument file = JsonDocument.Parse(
            File.ReadAllText(Repository.Shared("tariffs/cea-queretaro-2026-02.json")));
        int points = 0;
        RatedBill bill = new();
        foreach (JsonProperty one in file.RootElement.GetProperty("classes").EnumerateObject())
        {
            decimal[] prices =
                [.. one.Value.GetProperty("cumulative").EnumerateArray().Select(price => price.GetDecimal())];
            JsonElement beyond = one.Value.GetProperty("over200");
            decimal rate = beyond.GetProperty("rate").GetDecimal();
            decimal start = beyond.GetProperty("base").GetDecimal();
            PriceRow[] rows =
                [.. prices.Select((price, limit) => new PriceRow(limit, price, 0)), new(null, start, rate)];
            CompiledPlan plan = PlanCompiler.Compile(
                Plans.Plan(Plans.Charge(1, new PriceMethod.Table(rows)) with { PerUnit = true }));
            for (int quantity = 0; quantity <= 260; quantity++)
            {
                decimal price = quantity <= 200 ? prices[quantity] : start + (rate * quantity);
                RatingEngine.Rate(plan, Plans.Using(quantity), bill);
                Assert.Equal(price, bill.Lines[0].Exact);
                Assert.Equal(Money.FromPesos(price), bill.Total);
                points += quantity <= 200 ? 1 : 0;
            }
        }

        Assert.Equal(13 * 201, points);
    }
}
