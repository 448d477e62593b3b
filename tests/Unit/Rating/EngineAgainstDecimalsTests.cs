using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;
using Strangler.ParallelRun.Bench.Rating;

namespace Strangler.Tests.Unit.Rating;

/// <summary>Random plans and facts: the scaled arithmetic against plain decimals, line by line.</summary>
public sealed class EngineAgainstDecimalsTests
{
    private const int Seed = 20261121;

    [Fact]
    public void Scaled_arithmetic_gives_the_amounts_of_plain_decimals()
    {
        Random random = new(Seed);
        RatedBill bill = new();
        for (int round = 0; round < 400; round++)
        {
            TariffPlan plan = RandomPlan(random);
            CompiledPlan compiled = PlanCompiler.Compile(plan);
            for (int one = 0; one < 40; one++)
            {
                RatingFacts facts = RandomFacts(random);
                RatingEngine.Rate(compiled, facts, bill);
                Assert.Null(bill.Problem);
                string seen = Text(DecimalReference.Rate(plan, facts));
                Assert.True(seen == Text(bill), $"seed {Seed}, round {round}, bill {one}:\n{seen}\n{Text(bill)}");
            }
        }
    }

    [Fact]
    public void The_bench_has_the_same_bills_from_both_calculations()
    {
        RatedBill bill = new();
        foreach (RatingCase one in new RatingPopulation(2_000).Cases)
        {
            RatingEngine.Rate(one.Plan, one.Facts, bill);
            Assert.Equal(Text(DecimalReference.Rate(one.Plan.Plan, one.Facts)), Text(bill));
        }
    }

    [Fact]
    public void More_water_never_costs_less_where_prices_rise()
    {
        Random random = new(Seed);
        for (int round = 0; round < 50; round++)
        {
            PriceRow[] rows = Rising(random);
            TariffPlan plan = Plans.Plan(
                Plans.Charge(1, round % 2 == 0 ? new PriceMethod.Table(rows) : new PriceMethod.Blocks(rows)),
                Plans.Charge(2, new PriceMethod.PercentageOf([1], 0.1m))) with
            { Taxes = [Plans.Vat("0.16")] };
            Money last = Money.Zero;
            for (int quantity = 0; quantity < 120; quantity++)
            {
                Money total = Plans.Rate(plan, Plans.Using(quantity)).Total;
                Assert.True(total >= last, $"seed {Seed}, round {round}, {quantity} m3: {total} after {last}");
                last = total;
            }
        }
    }

    [Fact]
    public void Lines_taxes_and_rounding_are_the_total()
    {
        Random random = new(Seed);
        for (int round = 0; round < 300; round++)
        {
            RatedBill bill = Plans.Rate(RandomPlan(random), RandomFacts(random));
            Assert.Equal(
                bill.Total.Centavos, bill.Lines.ToArray().Sum(line => line.Amount.Centavos + line.Tax.Centavos));
        }
    }

    private static PriceRow[] Rising(Random random)
    {
        decimal price = random.Next(1, 300_000) / 100_000m;
        decimal fixedPrice = 10;
        List<PriceRow> rows = [];
        for (int limit = 9; limit < 90; limit += random.Next(5, 20))
        {
            rows.Add(new PriceRow(limit, fixedPrice, price));
            (price, fixedPrice) = (price + (random.Next(1, 200_000) / 100_000m), fixedPrice + random.Next(3));
        }

        return [.. rows, new PriceRow(null, fixedPrice, price)];
    }

    private static TariffPlan RandomPlan(Random random)
    {
        PriceRow[] table = [.. Enumerable.Range(0, 41).Select(limit => new PriceRow(
            limit, random.Next(10_000_000) / 100_000m, random.Next(3) == 0 ? random.Next(500_000) / 100_000m : 0)),
            new PriceRow(null, random.Next(10_000_000) / 100_000m, random.Next(9_000_000) / 100_000m)];
        PriceMethod water = random.Next(4) switch
        {
            0 => new PriceMethod.Blocks(Rising(random)),
            1 => new PriceMethod.Table(Rising(random)),
            // Seven places: not even the scaled arrays hold it.
            2 => new PriceMethod.Table([.. table.Select(row => row with { FixedPrice = row.FixedPrice + 0.0000005m })]),
            _ => new PriceMethod.Table(table),
        };
        TaxTiming timing = random.Next(4) == 0 ? TaxTiming.None : TaxTiming.OnFinalPrice;
        return Plans.Plan(
            Plans.Charge(1, water) with { PerUnit = random.Next(2) == 0, Tax = timing },
            Plans.Charge(2, new PriceMethod.PercentageOf([1], random.Next(-50_000, 50_000) / 100_000m)),
            Plans.Charge(3, new PriceMethod.PercentageOf([1, 2], 0.12m)) with
            {
                When = Plans.Formula("service('treatment') and m3 > 3"),
            },
            Plans.Charge(4, new PriceMethod.ByFormula(Plans.Formula("-0.5 * amount(1)"))) with
            {
                When = Plans.Formula("programme('pensioner')"),
            },
            Plans.Charge(5, new PriceMethod.ByMeterSize(new Dictionary<int, PriceRow>
            {
                [13] = new(null, 45, 0),
                [25] = new(null, 131.25m, 0),
            })) with
            { Proration = Proration.DaysOfThirty },
            Plans.Charge(6, new PriceMethod.PerQuantity(random.Next(100_000) / 100_000m)),
            Plans.Charge(9, new PriceMethod.ByFormula(Plans.Formula("overdue * 0.0147"))) with
            {
                When = Plans.Formula("overdue > 0"),
                Tax = TaxTiming.None,
            }) with
        {
            Rounding = random.Next(2) == 0 ? RoundingPolicy.WholePesos : RoundingPolicy.Centavos,
            Taxes = [Plans.Vat("0.16"), Plans.Vat("0.08", 2), Plans.Vat("0.0725", 3)],
        };
    }

    private static RatingFacts RandomFacts(Random random)
    {
        RatingFacts facts = Plans.Using(random.Next(5) == 0 ? random.Next(90_000) / 1_000m : random.Next(90));
        facts.Units = random.Next(3) == 0 ? random.Next(1, 30) : 1;
        facts.Days = random.Next(1, 32);
        facts.MeterSize = random.Next(2) == 0 ? 13 : 25;
        facts.Services = random.Next(2) == 0 ? ServiceFlags.Treatment : ServiceFlags.None;
        facts.Programmes = random.Next(4) == 0 ? ["pensioner"] : [];
        facts.Overdue = new Money(random.Next(2) * random.Next(1_000_000));
        facts.Carried = random.Next(-50, 51) / 100m;
        return facts;
    }

    private static string Text(ReferenceBill bill) => Text(
        bill.Lines.Select(line => Line(line.Concept, line.Amount, line.Tax)), bill.Total, bill.Carried);

    private static string Text(RatedBill bill) => Text(
        bill.Lines.ToArray().Select(line => Line(line.Concept, line.Amount.Pesos, line.Tax.Pesos)), bill.Total.Pesos,
        bill.Carried);

    private static string Text(IEnumerable<string> lines, decimal total, decimal carried) =>
        FormattableString.Invariant($"{string.Join("; ", lines)} = {total:0.00}, {carried:0.00}");

    private static string Line(int concept, decimal amount, decimal tax) =>
        FormattableString.Invariant($"{concept} {amount:0.00} {tax:0.00}");
}
