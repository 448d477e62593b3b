using Strangler.Core.Identity;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>Other debts and remainders, and other ways to round a total.</summary>
internal static class BalanceHypotheses
{
    private const double SurchargeShare = 0.0147;

    public static IEnumerable<Hypothesis> Of(LegacyFacts facts, BillCircumstances around, LegacyEvidence evidence) =>
        [.. Debts(facts, around, evidence), .. Remainders(facts, around, evidence), .. Totals()];

    private static IEnumerable<Hypothesis> Debts(
        LegacyFacts facts, BillCircumstances around, LegacyEvidence evidence)
    {
        (Money, string, int)[] others =
        [
            (Money.Zero, "no surcharge", 0), (around.Debts.EverDue, "debts counted that had been paid", 1),
            (around.Debts.Open, "debts counted that were not due", 1),
            (around.Debts.StillOverdue, "later payments taken off the debts", 1),
            (new Money(facts.Overdue.Centavos * 2), "debts counted twice", 1),
            (new Money(Deduced(evidence)), "another debt", 2),
        ];
        foreach ((Money debt, string words, int freedom) in others.DistinctBy(other => other.Item1))
        {
            if (debt != facts.Overdue)
            {
                string cause = debt == Money.Zero ? CauseNames.SurchargeOmitted
                    : facts.Overdue == Money.Zero ? CauseNames.SurchargeAdded : CauseNames.WrongSurcharge;
                yield return new Hypothesis(
                    Fact.Overdue, cause, freedom, $"{words}: {debt} overdue instead of {facts.Overdue}",
                    it => it with { Overdue = debt });
            }
        }
    }

    /// <summary>
    /// Debts are whole pesos where they are bills; the peso nearest to what the surcharge is a share of.
    /// </summary>
    private static long Deduced(LegacyEvidence evidence)
    {
        if (evidence.LineOf(LegacyChargeType.Surcharge) is not { Amount: > 0 } line)
        {
            return 0;
        }

        double debt = line.Amount / 100.0 / SurchargeShare;
        long pesos = (long)Math.Round(debt) * 100;
        return BinaryRounding.ToCentavos(SurchargeShare * (pesos / 100.0)) == line.Amount
            ? pesos : (long)Math.Round(debt * 100);
    }

    private static IEnumerable<Hypothesis> Remainders(
        LegacyFacts facts, BillCircumstances around, LegacyEvidence evidence)
    {
        List<(long Centavos, string Cause, string Words)> others =
        [
            (0, CauseNames.CarryIgnored, "no remainder carried over"),
            (-facts.Carried, CauseNames.CarryNegated, "the remainder taken off instead of added"),
            .. around.CarriedBefore.Skip(1).Select(carried =>
                (carried, CauseNames.CarryStale, "the remainder of an earlier period")),
            (facts.Carried * 2, CauseNames.WrongCarry, "the remainder counted twice"),
        ];
        foreach ((long centavos, string cause, string words) in others.DistinctBy(other => other.Centavos))
        {
            if (centavos != facts.Carried)
            {
                yield return new Hypothesis(
                    Fact.Carried, cause, cause is CauseNames.CarryIgnored or CauseNames.CarryNegated ? 0 : 1,
                    $"{words}: {new Money(centavos)} instead of {new Money(facts.Carried)}",
                    it => it with { Carried = centavos });
            }
        }

        if (evidence.CarriedAfter is not null)
        {
            yield return new Hypothesis(
                Fact.Carried, CauseNames.WrongCarry, 2, "another remainder carried over, by what was carried on",
                it => it with { CarriedIsOpen = true });
        }
        else
        {
            for (long centavos = -95; centavos <= 95; centavos += 10)
            {
                long carried = centavos;
                yield return new Hypothesis(
                    Fact.Carried, CauseNames.WrongCarry, 3, $"a remainder of about {new Money(carried)}",
                    it => it with { Carried = carried })
                { Alone = true };
            }
        }
    }

    private static IEnumerable<Hypothesis> Totals() =>
    [
        Total(TotalRounding.Down, "the total rounded down"), Total(TotalRounding.Up, "the total rounded up"),
        Total(TotalRounding.None, "the total not rounded"),
    ];

    private static Hypothesis Total(TotalRounding rounding, string words) => new(
        Fact.Rounding, CauseNames.WrongRounding, 1, words, it => it with { Rounding = rounding });
}
