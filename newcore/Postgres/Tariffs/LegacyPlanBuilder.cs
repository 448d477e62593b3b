using System.Globalization;
using Strangler.Core.Expressions;
using Strangler.Core.Tariffs;

namespace Strangler.Postgres.Tariffs;

/// <summary>
/// Makes the versions of one plan from the imported tables, or says everything that is wrong with them.
/// </summary>
internal sealed class LegacyPlanBuilder(LegacyTariffTables tables, LegacyCombination combination, string code)
{
    /// <summary>Of what is overdue on the bill date; AquaCIS has it in its code, not in a table.</summary>
    public const decimal SurchargeShare = 0.0147m;

    private const string Pensioner = "programme('pensioner')";

    /// <summary>Half of ten cubic metres' price where one unit used more, else half of the water.</summary>
    private const string HalfOfWater = "if(perUnit > 10, price(1, 10), amount(1)) * 0.5";

    private readonly List<string> _problems = [];

    public (IReadOnlyList<TariffPlan> Plans, IReadOnlyList<LegacyPlanProblem> Problems) Build()
    {
        DateOnly[] starts =
        [
            .. combination.Charges.SelectMany(charge => VersionsOf(charge)).Select(version => version.Since)
                .Concat(tables.Taxes.Select(tax => tax.Since)).Distinct().Order(),
        ];
        List<TariffPlan> plans = [];
        for (int at = 0; at < starts.Length; at++)
        {
            DateOnly? next = at + 1 < starts.Length ? starts[at + 1].AddDays(-1) : null;
            if (VersionOf(starts[at], next) is { } plan)
            {
                plans.Add(plan);
            }
        }

        if (plans.Count == 0 && _problems.Count == 0)
        {
            _problems.Add("There is no version of all its charge types (aplictarif).");
        }

        return (_problems.Count == 0 ? plans : [], [.. _problems.Select(text => new LegacyPlanProblem(code, text))]);
    }

    private IEnumerable<LegacyVersion> VersionsOf((short ChargeType, int Kind) charge) =>
        tables.Versions[new LegacyChargeKey(combination.ServiceArea, charge.ChargeType, charge.Kind)];

    /// <summary>Null where a charge type has no version then: no bill of those days can be worked out.</summary>
    private TariffPlan? VersionOf(DateOnly start, DateOnly? next)
    {
        DateOnly? end = next;
        List<LegacyPart> parts = [];
        foreach ((short ChargeType, int Kind) charge in combination.Charges)
        {
            LegacyVersion[] inForce = [.. VersionsOf(charge).Where(version => version.Holds(start))];
            if (inForce.Length == 0)
            {
                return null;
            }

            LegacyVersion version = inForce[^1];
            if (inForce.Length > 1)
            {
                _problems.Add(Text($"{version.Key}: versions of {inForce[0].Since:yyyy-MM-dd} and ")
                    + Text($"{version.Since:yyyy-MM-dd} overlap (aplictarif)."));
            }

            end = version.Until is { } last && (end is null || last < end) ? last : end;
            LegacyPart[] priced = [.. tables.Parts[version.Key].Where(part => part.Since == version.Since)];
            if (priced.Length == 0)
            {
                _problems.Add(
                    Text($"{version.Key}: the version of {version.Since:yyyy-MM-dd} has no parts (precsubcon)."));
            }

            parts.AddRange(priced);
        }

        LegacyChargeBuilder charges = new(_problems);
        bool domestic = IsDomestic(combination.MainKind);
        return new TariffPlan
        {
            Code = code,
            Name = tables.KindNames.GetValueOrDefault(combination.MainKind, code),
            Use = domestic ? "domestic" : "commercial",
            Version = Text($"{start:yyyy-MM-dd}"),
            EffectiveFrom = start,
            EffectiveTo = end,
            Rounding = RoundingPolicy.WholePesos,
            Charges = [.. parts.OrderBy(part => part.Key.ChargeType == LegacyChargeType.Water ? 0 : 1)
                .Select(part => charges.Of(part, NameOf(part.Key.ChargeType))).OfType<Charge>()
                .OrderBy(ShownAt), .. domestic ? Discounts(parts) : [], SurchargeCharge()],
            Taxes = [.. TaxesOf(start)],
        };
    }

    /// <summary>Percentages behind what they are taken of; for the rest the extract's own order.</summary>
    private int ShownAt(Charge charge) =>
        charge.Price is PriceMethod.PercentageOf ? 1000 + charge.Concept : charge.Concept;

    private IEnumerable<Charge> Discounts(List<LegacyPart> parts)
    {
        yield return Discount(1, 1m, Pensioner);
        foreach ((short type, short line, string service) in
            ((short, short, string)[])[(LegacyChargeType.Sewerage, 2, "sewerage"),
                (LegacyChargeType.Treatment, 3, "treatment")])
        {
            if (parts.Find(
                part => part.Key.ChargeType == type && part.Formula == LegacyPriceFormula.Share) is { } share)
            {
                yield return Discount(line, share.UnitPrice, $"{Pensioner} and service('{service}')");
            }
        }
    }

    private Charge Discount(short part, decimal share, string when) => new()
    {
        Concept = LegacyChargeType.Pensioner,
        Part = part,
        Name = NameOf(LegacyChargeType.Pensioner),
        When = LegacyChargeBuilder.Parsed(when),
        Price = new PriceMethod.ByFormula(LegacyChargeBuilder.Parsed(Text($"-({HalfOfWater} * {share})"))),
        Quantity = LegacyChargeBuilder.Parsed("1"),
    };

    private Charge SurchargeCharge() => new()
    {
        Concept = LegacyChargeType.Surcharge,
        Part = 1,
        Name = NameOf(LegacyChargeType.Surcharge),
        When = LegacyChargeBuilder.Parsed("overdue > 0"),
        Price = new PriceMethod.ByFormula(LegacyChargeBuilder.Parsed(Text($"overdue * {SurchargeShare}"))),
        Quantity = LegacyChargeBuilder.Parsed("1"),
        Tax = TaxTiming.None,
    };

    private IEnumerable<TaxRule> TaxesOf(DateOnly day)
    {
        foreach ((short chargeType, int kind) in combination.Charges
            .Append((LegacyChargeType.Pensioner, combination.MainKind)))
        {
            if (tables.TaxOn(combination.ServiceArea, chargeType, IsDomestic(kind), day) is { } rate)
            {
                yield return new TaxRule("IVA", null, chargeType, rate, DateOnly.MinValue, null);
            }
            else
            {
                _problems.Add(
                    Text($"There is no tax rate for charge type {chargeType} on {day:yyyy-MM-dd} (aplicimpues)."));
            }
        }
    }

    private bool IsDomestic(int kind)
    {
        if (tables.Domestic.TryGetValue(kind, out bool domestic))
        {
            return domestic;
        }

        _problems.Add(Text($"Tariff kind {kind} is unknown (tipotarifa)."));
        return false;
    }

    private string NameOf(short chargeType) =>
        tables.ChargeTypes.TryGetValue((combination.ServiceArea, chargeType), out LegacyChargeType? type)
            ? type.Name : Text($"{chargeType}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
