namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>
/// Finds why legacy's bill is what it is: tries hypotheses in legacy's own arithmetic, the simple ones first, until one
/// gives all its amounts again. One is better than two; of equally simple ones, what else the invoice says decides.
/// Not for several threads at once.
/// </summary>
internal sealed class CauseFinder(BinaryTariffs tariffs)
{
    /// <summary>A bill has some sixty hypotheses that are tried in pairs; more than this are not tried.</summary>
    public const int MostPaired = 200;

    private static readonly Cause FloatRounding =
        new(CauseNames.FloatRounding, "legacy's binary floating point, nothing else");

    private readonly BinaryArithmetic _arithmetic = new(tariffs);
    private readonly BinaryBill _bill = new();

    /// <summary>Null where nothing reproduces the invoice.</summary>
    /// <param name="facts">What native reckons with.</param>
    public Cause? Find(in LegacyFacts facts, BillCircumstances around, LegacyEvidence evidence)
    {
        if (Reproduces(facts, evidence))
        {
            // Lines apart by a centavo; where the remainder carried on does not come out, either, that says more.
            return CarriesOn(evidence)
                ? FloatRounding : OfRemainder(facts, null, All(facts, around, evidence), evidence) ?? FloatRounding;
        }

        Hypothesis[] all = All(facts, around, evidence);
        return Single(facts, evidence, all) ?? Pair(facts, evidence, all);
    }

    internal Hypothesis[] All(in LegacyFacts facts, BillCircumstances around, LegacyEvidence evidence) =>
    [
        .. TariffHypotheses.Of(facts, tariffs), .. ChargeHypotheses.Of(facts, evidence, _arithmetic),
        .. UsageHypotheses.Of(facts, around, evidence), .. BalanceHypotheses.Of(facts, around, evidence),
    ];

    private Cause? Single(in LegacyFacts facts, LegacyEvidence evidence, Hypothesis[] all)
    {
        Hypothesis? best = null;
        int bestRank = int.MinValue;
        bool carriesOn = false;
        foreach (Hypothesis hypothesis in all)
        {
            if (Reproduces(hypothesis.Apply(facts), evidence)
                && RankOf(evidence, hypothesis.Freedom) is var rank && rank > bestRank)
            {
                (best, bestRank, carriesOn) = (hypothesis, rank, CarriesOn(evidence));
            }
        }

        return best is null ? null
            : (carriesOn ? null : OfRemainder(best.Apply(facts), best, all, evidence)) ?? Named(best);
    }

    /// <summary>
    /// All amounts come out, but not the remainder that legacy carried on: another remainder went in, and the rounding
    /// to whole pesos hides it.
    /// </summary>
    private Cause? OfRemainder(
        in LegacyFacts facts, Hypothesis? first, Hypothesis[] all, LegacyEvidence evidence)
    {
        Hypothesis? best = null;
        foreach (Hypothesis hypothesis in all)
        {
            if (hypothesis is { Fact: Fact.Carried, Alone: false } && first?.Fact != Fact.Carried
                && hypothesis.Freedom < (best?.Freedom ?? int.MaxValue)
                && Reproduces(hypothesis.Apply(facts), evidence) && CarriesOn(evidence))
            {
                best = hypothesis;
            }
        }

        return best is null ? null : first is null ? Named(best) : Named(first, best);
    }

    private Cause? Pair(in LegacyFacts facts, LegacyEvidence evidence, Hypothesis[] all)
    {
        Hypothesis[] paired =
            [.. all.Where(hypothesis => !hypothesis.Alone).OrderBy(hypothesis => hypothesis.Fact).Take(MostPaired)];
        (Hypothesis First, Hypothesis Second)? best = null;
        int bestRank = int.MinValue;
        for (int one = 0; one < paired.Length; one++)
        {
            LegacyFacts half = paired[one].Apply(facts);
            for (int two = one + 1; two < paired.Length; two++)
            {
                if (paired[one].Fact != paired[two].Fact && Reproduces(paired[two].Apply(half), evidence)
                    && RankOf(evidence, paired[one].Freedom + paired[two].Freedom) is var rank && rank > bestRank)
                {
                    (best, bestRank) = ((paired[one], paired[two]), rank);
                }
            }
        }

        return best is { } found ? Named(found.First, found.Second) : null;
    }

    private static Cause Named(Hypothesis one) => new(one.Cause, one.Detail);

    private static Cause Named(Hypothesis first, Hypothesis second) => new(
        first.Cause == second.Cause ? first.Cause : $"{first.Cause}+{second.Cause}",
        $"{first.Detail}; {second.Detail}");

    /// <summary>Of the bill that was last reproduced; true where nothing is recorded.</summary>
    private bool CarriesOn(LegacyEvidence evidence) =>
        evidence.CarriedAfter is not { } carried || carried == _bill.Carried;

    private bool Reproduces(in LegacyFacts facts, LegacyEvidence evidence) =>
        _arithmetic.TryBill(facts, evidence, _bill) && evidence.IsReproducedBy(_bill);

    /// <summary>What fits counts first, then how little the hypothesis leaves open.</summary>
    private int RankOf(LegacyEvidence evidence, int freedom) => (evidence.FitOf(_bill) * 10) - freedom;
}
