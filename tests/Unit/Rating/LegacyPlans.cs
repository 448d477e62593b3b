using System.Globalization;
using Strangler.Core.Tariffs;

namespace Strangler.Tests.Unit.Rating;

/// <summary>The plans of an extract, by tariff and version, made by hand from its price tables.</summary>
internal sealed class LegacyPlans(CsvTable rows, CsvTable sizes, CsvTable tariffs)
{
    private readonly Dictionary<(string Tariff, string Since), CompiledPlan> _plans = [];

    public CompiledPlan On(string tariff, DateOnly day)
    {
        string since = day >= new DateOnly(2026, 2, 1) ? "2026-02-01" : "2025-02-01";
        if (!_plans.TryGetValue((tariff, since), out CompiledPlan? plan))
        {
            plan = _plans[(tariff, since)] = PlanCompiler.Compile(Build(tariff, since));
        }

        return plan;
    }

    private TariffPlan Build(string tariff, string since)
    {
        bool blocks = tariff == "900";
        bool domestic = tariffs.Rows.Single(row => row["tiptid"] == tariff)["x_domestica"] == "S";
        PriceRow[] prices =
        [
            .. rows.Rows.Where(row => row["ptraadjid"] == "1" && row["ptrattarid"] == tariff
                    && row["ptrafecapl"] == since)
                .Select(row => new PriceRow(
                    Number(row["ptralimite"]), Number(row["ptraprefij"]), Number(row["ptraprepro"])))
                .OrderBy(row => row.UpTo),
        ];
        List<Charge> charges =
        [
            Plans.Charge(1, blocks ? new PriceMethod.Blocks(prices) : new PriceMethod.Table(prices))
                with { PerUnit = !blocks },
        ];
        if (blocks)
        {
            charges.Add(Plans.Charge(5, new PriceMethod.ByMeterSize(sizes.Rows
                .Where(row => row["pcaladjid"] == "1" && row["pcalfecapl"] == since)
                .ToDictionary(
                    row => int.Parse(row["pcalcalibm"], CultureInfo.InvariantCulture),
                    row => new PriceRow(null, Number(row["pcalprefij"]), 0))))
                with
            { Proration = Proration.DaysOfThirty });
        }

        charges.Add(Share(2, "0.10", "service('sewerage')"));
        charges.Add(Share(3, "0.12", "service('treatment')"));
        if (domestic)
        {
            charges.Add(Pensioner(1, "1", ""));
            charges.Add(Pensioner(2, "0.10", " and service('sewerage')"));
            charges.Add(Pensioner(3, "0.12", " and service('treatment')"));
        }

        charges.Add(Plans.Charge(9, new PriceMethod.ByFormula(Plans.Formula("overdue * 0.0147"))) with
        {
            When = Plans.Formula("overdue > 0"),
            Tax = TaxTiming.None,
        });
        return Plans.Plan([.. charges]) with
        {
            Code = tariff,
            Use = domestic ? "domestic" : "commercial",
            Version = since,
            Rounding = RoundingPolicy.WholePesos,
            Taxes = domestic ? [] : [Plans.Vat("0.16")],
        };
    }

    private static Charge Share(int concept, string share, string when) =>
        Plans.Charge(concept, new PriceMethod.PercentageOf([1], Number(share))) with { When = Plans.Formula(when) };

    private static Charge Pensioner(int part, string share, string also) => Plans.Charge(
        4, new PriceMethod.ByFormula(Plans.Formula(
            $"-0.5 * {share} * if(perUnit > 10, price(1, 10), amount(1))")), part) with
    {
        When = Plans.Formula("programme('pensioner')" + also),
    };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
