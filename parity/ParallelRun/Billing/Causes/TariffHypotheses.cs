using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>Other versions, classes and sizes, from the price tables.</summary>
internal static class TariffHypotheses
{
    public static IEnumerable<Hypothesis> Of(LegacyFacts facts, BinaryTariffs tariffs)
    {
        foreach (LegacyVersion version in tariffs.VersionsOf(facts.ServiceArea, LegacyChargeType.Water, facts.Kind))
        {
            if (!version.Holds(facts.Day))
            {
                bool stale = version.Since < facts.Day;
                yield return new Hypothesis(
                    Fact.Version, stale ? CauseNames.StaleTariff : CauseNames.EarlyTariff, 0,
                    $"the tariff version of {version.Since:yyyy-MM-dd}", it => it with { Day = version.Since });
            }
        }

        foreach (int kind in tariffs.KindsOf(facts.ServiceArea).Where(kind => kind != facts.Kind))
        {
            string words = $"tariff kind {kind} instead of {facts.Kind}";
            yield return new Hypothesis(
                Fact.Class, CauseNames.WrongClass, 1, words, it => it with { Kind = kind, OtherKinds = null });
            if (tariffs.IsDomestic(kind) != facts.Domestic)
            {
                yield return new Hypothesis(
                    Fact.Class, CauseNames.WrongClass, 1, $"{words}, and its tax",
                    it => it with { Kind = kind, OtherKinds = null, Domestic = tariffs.IsDomestic(kind) });
            }
        }

        foreach (int size in Sizes(facts, tariffs).Where(size => size != facts.MeterSize))
        {
            yield return new Hypothesis(
                Fact.MeterSize, CauseNames.WrongMeterSize, 1, $"meter size {size} instead of {facts.MeterSize} mm",
                it => it with { MeterSize = size });
        }
    }

    private static IEnumerable<int> Sizes(LegacyFacts facts, BinaryTariffs tariffs) =>
        tariffs.KindsOf(facts.ServiceArea)
            .SelectMany(kind => tariffs.ConceptsOf(facts.ServiceArea, kind)
                .SelectMany(concept => tariffs.On(facts.ServiceArea, concept, kind, facts.Day) ?? []))
            .SelectMany(charge => charge.BySize.Keys).Distinct().Order();
}
