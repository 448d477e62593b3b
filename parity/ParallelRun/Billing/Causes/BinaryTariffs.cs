using System.Globalization;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>
/// The imported price tables in binary doubles. A double, because AquaCIS keeps its prices so: only the same arithmetic
/// gives its centavos again. See docs/adr/0015-cause-finding.md.
/// </summary>
internal sealed class BinaryTariffs
{
    private readonly LegacyTariffTables _tables;
    private readonly HashSet<(short Area, short Concept)> _untaxed;
    private readonly LegacyTaxRate[] _generalTax;
    private readonly LegacyTaxRate[] _domesticTax;
    private readonly Dictionary<(LegacyChargeKey, DateOnly), BinaryCharge[]> _charges = [];
    private readonly Dictionary<LegacyChargeKey, LegacyVersion[]> _versions = [];
    private readonly Dictionary<(short Area, int Kind), short[]> _concepts = [];

    public BinaryTariffs(LegacyTariffTables tables)
    {
        _tables = tables;
        _untaxed = [.. tables.ChargeTypes.Where(type => !type.Value.Taxed).Select(type => type.Key)];
        _generalTax = RatesOf(LegacyTaxRate.General);
        _domesticTax = RatesOf(LegacyTaxRate.Domestic);
        foreach (IGrouping<LegacyChargeKey, LegacyPart> parts in tables.Parts)
        {
            foreach (IGrouping<DateOnly, LegacyPart> version in parts.GroupBy(part => part.Since))
            {
                _charges[(parts.Key, version.Key)] = [.. version.Select(Of)];
            }
        }

        foreach (IGrouping<LegacyChargeKey, LegacyVersion> versions in tables.Versions)
        {
            _versions[versions.Key] = [.. versions.OrderBy(version => version.Since)];
        }

        foreach (IGrouping<(short, int), LegacyChargeKey> kind in
            _versions.Keys.GroupBy(key => (key.ServiceArea, key.Kind)))
        {
            _concepts[kind.Key] = [.. kind.Select(key => key.ChargeType).Order()];
        }
    }

    /// <summary>Charge types that a kind of use has prices for.</summary>
    public short[] ConceptsOf(short area, int kind) => _concepts.GetValueOrDefault((area, kind)) ?? [];

    /// <summary>Kinds of use that a service area has prices of water for.</summary>
    public IEnumerable<int> KindsOf(short area) => _versions.Keys
        .Where(key => key.ServiceArea == area && key.ChargeType == LegacyChargeType.Water).Select(key => key.Kind);

    public IReadOnlyList<LegacyVersion> VersionsOf(short area, short concept, int kind) =>
        _versions.GetValueOrDefault(new LegacyChargeKey(area, concept, kind)) ?? [];

    public bool IsDomestic(int kind) => _tables.Domestic.GetValueOrDefault(kind);

    /// <summary>As a share; 0 where the charge type is not taxed, or there is no rate.</summary>
    public decimal TaxOn(short area, short concept, bool domestic, DateOnly day)
    {
        decimal rate = 0;
        if (!_untaxed.Contains((area, concept)))
        {
            foreach (LegacyTaxRate step in domestic ? _domesticTax : _generalTax)
            {
                rate = step.Since <= day && (step.Until is not { } end || day <= end) ? step.Rate : rate;
            }
        }

        return rate;
    }

    /// <summary>
    /// The parts in force; where no version holds, the last before the day, or else the first. Null where there are no
    /// prices.
    /// </summary>
    public BinaryCharge[]? On(short area, short concept, int kind, DateOnly day)
    {
        LegacyChargeKey key = new(area, concept, kind);
        if (!_versions.TryGetValue(key, out LegacyVersion[]? versions))
        {
            return null;
        }

        int at = Array.FindLastIndex(versions, version => version.Since <= day);
        return _charges.GetValueOrDefault((key, versions[Math.Max(0, at)].Since));
    }

    private LegacyTaxRate[] RatesOf(short tax) =>
        [.. _tables.Taxes.Where(rate => rate.Tax == tax).OrderBy(rate => rate.Since)];

    private static BinaryCharge Of(LegacyPart part) => new(
        part.Key.ChargeType, part.Id, part.Formula, part.BaseChargeType ?? 0, Binary(part.UnitPrice), part.Prorated,
        [.. part.Rows.Select(row => row.UpTo is { } limit ? (long)limit : long.MaxValue)],
        [.. part.Rows.Select(row => Binary(row.FixedPrice))], [.. part.Rows.Select(row => Binary(row.UnitPrice))],
        part.BySize.ToDictionary(
            pair => pair.Key, pair => (Binary(pair.Value.FixedPrice), Binary(pair.Value.UnitPrice))));

    /// <summary>The nearest double of the decimal text, which a conversion does not promise.</summary>
    private static double Binary(decimal price) =>
        double.Parse(price.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
