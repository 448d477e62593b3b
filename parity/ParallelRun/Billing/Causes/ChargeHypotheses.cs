using Strangler.Core.Identity;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>Services, discounts, taxes and lines that were left out or added.</summary>
internal static class ChargeHypotheses
{
    public static IEnumerable<Hypothesis> Of(
        LegacyFacts facts, LegacyEvidence evidence, BinaryArithmetic arithmetic) =>
        [.. Services(facts), .. Programmes(facts), .. Taxes(facts, evidence), .. Lines(facts, evidence, arithmetic)];

    private static IEnumerable<Hypothesis> Services(LegacyFacts facts)
    {
        yield return new Hypothesis(
            Fact.Sewerage, facts.Sewerage ? CauseNames.ConceptOmitted : CauseNames.ConceptWithoutService, 0,
            facts.Sewerage ? "sewerage left out" : "sewerage charged without the service",
            it => it with { Sewerage = !facts.Sewerage });
        yield return new Hypothesis(
            Fact.Treatment, facts.Treatment ? CauseNames.ConceptOmitted : CauseNames.ConceptWithoutService, 0,
            facts.Treatment ? "treatment left out" : "treatment charged without the service",
            it => it with { Treatment = !facts.Treatment });
        if (facts.Sewerage == facts.Treatment)
        {
            yield return new Hypothesis(
                Fact.Sewerage, facts.Sewerage ? CauseNames.ConceptOmitted : CauseNames.ConceptWithoutService, 0,
                facts.Sewerage
                    ? "sewerage and treatment left out" : "sewerage and treatment charged without the service",
                it => it with { Sewerage = !facts.Sewerage, Treatment = !facts.Treatment });
        }
    }

    private static IEnumerable<Hypothesis> Programmes(LegacyFacts facts)
    {
        yield return new Hypothesis(
            Fact.Programme, facts.Pensioner ? CauseNames.DiscountOmitted : CauseNames.DiscountAdded, 0,
            facts.Pensioner ? "without the pensioners' discount" : "with a pensioners' discount",
            it => it with { Pensioner = !facts.Pensioner });
        yield return new Hypothesis(
            Fact.DiscountBase, CauseNames.WrongDiscount, 1, "a discount of half of the water above 10 m3, too",
            it => it with { DiscountBase = DiscountBase.Water });
        yield return new Hypothesis(
            Fact.DiscountBase, CauseNames.WrongDiscount, 1, "a discount of half of 10 m3 whatever was used",
            it => it with { DiscountBase = DiscountBase.TenCubicMetres });
    }

    private static IEnumerable<Hypothesis> Taxes(LegacyFacts facts, LegacyEvidence evidence)
    {
        string cause = facts.Domestic ? CauseNames.VatOnDomestic : CauseNames.VatOmitted;
        yield return new Hypothesis(
            Fact.Tax, cause, 0,
            facts.Domestic ? "taxed as if not domestic, which has no discount" : "taxed as if domestic",
            it => it with { Domestic = !facts.Domestic });
        yield return new Hypothesis(
            Fact.Tax, facts.Domestic ? CauseNames.VatOnDomestic : CauseNames.VatOmitted, 0,
            facts.Domestic ? "16 % tax on it" : "no tax on it", it =>
                it with { TaxRate = facts.Domestic ? 0.16m : 0m });
        foreach (decimal rate in evidence.Lines.Select(line => line.TaxRate).Append(0.08m).Distinct())
        {
            if (rate is > 0 and < 1 and not 0.16m)
            {
                yield return new Hypothesis(
                    Fact.Tax, CauseNames.WrongTaxRate, 2, $"a tax rate of {rate}", it => it with { TaxRate = rate });
            }
        }

        yield return new Hypothesis(
            Fact.SurchargeTax, CauseNames.VatOnSurcharge, 1, "tax on the surcharge",
            it => it with { SurchargeIsTaxed = true });
    }

    private static IEnumerable<Hypothesis> Lines(
        LegacyFacts facts, LegacyEvidence evidence, BinaryArithmetic arithmetic)
    {
        foreach (int line in (int[])[100, 200, 300, 401, 402, 403, 500])
        {
            yield return new Hypothesis(
                Fact.Lines, line is > 400 and < 500 ? CauseNames.DiscountOmitted : CauseNames.ConceptOmitted, 1,
                $"charge type {line / 100}{(line % 100 == 0 ? "" : $", part {line % 100},")} left out",
                it => it with { Omitted = line });
        }

        if (evidence.HasForeignLines(arithmetic, facts))
        {
            yield return new Hypothesis(
                Fact.Lines, CauseNames.ConceptAdded, 2, "charge types that the tariff has not",
                it => it with { KeepsForeignLines = true });
        }
    }
}
