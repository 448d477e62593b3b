using Strangler.Core.Expressions;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Core.Tariffs;

namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>
/// Contracts with readings as a utility's month has them: classes, units, programmes, debts, turns of the dials.
/// </summary>
internal sealed class RatingPopulation
{
    private const int Rows = 200;

    private readonly CompiledPlan[] _plans;
    private readonly Random _random = new(20261121);

    public RatingPopulation(int contracts)
    {
        _plans = [.. Enumerable.Range(0, 9).Select(number => PlanCompiler.Compile(BuildPlan(number)))];
        Cases = [.. Enumerable.Range(0, contracts).Select(BuildCase)];
    }

    public RatingCase[] Cases { get; }

    private static TariffPlan BuildPlan(int number)
    {
        bool domestic = number < 5;
        PriceRow[] rows = [.. Enumerable.Range(0, Rows + 1).Select(limit => new PriceRow(
            limit, 40.12345m + (number * 17.77m) + (limit * 11.31234m) + (limit * limit * 0.04321m), 0)),
            new PriceRow(null, 40.12345m, 86.08529m)];
        List<Charge> charges =
        [
            Charge(1, 1, number == 8 ? new PriceMethod.Blocks(Blocks) : new PriceMethod.Table(rows), null, number != 8),
            Charge(2, 1, new PriceMethod.PercentageOf([1], 0.10m), "service('sewerage')"),
            Charge(3, 1, new PriceMethod.PercentageOf([1], 0.12m), "service('treatment')"),
        ];
        if (domestic)
        {
            charges.Add(Charge(4, 1, Half("1"), "programme('pensioner')"));
            charges.Add(Charge(4, 2, Half("0.10"), "programme('pensioner') and service('sewerage')"));
            charges.Add(Charge(4, 3, Half("0.12"), "programme('pensioner') and service('treatment')"));
        }

        charges.Add(Charge(9, 1, new PriceMethod.ByFormula(Formula("overdue * 0.0147")), "overdue > 0") with
        {
            Tax = TaxTiming.None,
        });
        return new TariffPlan
        {
            Code = $"class-{number}",
            Name = $"Class {number}",
            Use = domestic ? "domestic" : "commercial",
            Version = "2026-02",
            EffectiveFrom = new DateOnly(2026, 2, 1),
            Rounding = RoundingPolicy.WholePesos,
            Charges = charges,
            Taxes =
            [
                new TaxRule("IVA", null, null, 0.16m, new DateOnly(2014, 1, 1), null),
                new TaxRule("IVA", "domestic", null, 0, new DateOnly(2014, 1, 1), null),
            ],
        };
    }

    private static PriceRow[] Blocks =>
        [new(50, 0, 22m), new(150, 0, 32m), new(500, 0, 45m), new(9_999_999, 0, 58m)];

    private static PriceMethod.ByFormula Half(string share) =>
        new(Formula($"-0.5 * {share} * if(perUnit > 10, price(1, 10), amount(1))"));

    private static Charge Charge(int concept, int part, PriceMethod price, string? when, bool perUnit = false) => new()
    {
        Concept = concept,
        Part = part,
        Name = $"Concept {concept}.{part}",
        Price = price,
        When = when is null ? null : Formula(when),
        PerUnit = perUnit,
    };

    private static Formula Formula(string text) => ((FormulaReading.Read)FormulaParser.Parse(text)).Formula;

    private RatingCase BuildCase(int number)
    {
        CompiledPlan plan = _plans[Math.Min(_random.Next(12), _random.Next(_plans.Length))];
        bool domestic = plan.Plan.Use == "domestic";
        Meter meter = new(number, (byte)_random.Next(4, 7), 13, new DateOnly(2020, 1, 1), null);
        int used = _random.Next(domestic ? 45 : 260);
        int opening = _random.Next(10_000);
        DateTimeOffset read = new(2026, 2, 28, 16, 0, 0, TimeSpan.Zero);
        long range = meter.Dials switch { 4 => 10_000, 5 => 100_000, _ => 1_000_000 };
        RatingFacts facts = new()
        {
            PeriodStart = new DateOnly(2026, 2, 1),
            PeriodEnd = new DateOnly(2026, 2, 28),
            Days = 28,
            Units = domestic && _random.Next(10) == 0 ? _random.Next(2, 13) : 1,
            MeterSize = 13,
            Services = _random.Next(10) < 8 ? ServiceFlags.Sewerage | ServiceFlags.Treatment : ServiceFlags.None,
            Programmes = domestic && _random.Next(12) == 0 ? ["pensioner"] : [],
            Overdue = _random.Next(8) == 0 ? new Money(_random.Next(1, 500_000)) : Money.Zero,
            Carried = _random.Next(-50, 51) / 100m,
        };
        return new RatingCase(plan, facts, [meter],
        [
            new MeterReading(number, read.AddDays(-28), ReadingKind.Regular, ReadingOrigin.Manual, opening),
            new MeterReading(
                number, read, ReadingKind.Regular, ReadingOrigin.Manual, (opening + used) % range),
        ]);
    }
}
