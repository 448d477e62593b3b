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

    private readonly BinaryArithmetic _arithmetic = new(tariffs);
    private readonly BinaryBill _bill = new();

    /// <summary>Null where nothing reproduces the invoice.</summary>
    /// <param name="facts">What native reckons with.</param>
    public Cause? Find(in LegacyFacts facts, BillCircumstances around, LegacyEvidence evidence)
    {
        if (Reproduces(facts, evidence))
        {
            return new Cause(CauseNames.FloatRounding, "legacy's binary floating point, nothing else");
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
        foreach (Hypothesis hypothesis in all)
        {
            if (Reproduces(hypothesis.Apply(facts), evidence)
                && RankOf(evidence, hypothesis.Freedom) is var rank && rank > bestRank)
            {
                (best, bestRank) = (hypothesis, rank);
            }
        }

        return best is null ? null : new Cause(best.Cause, best.Detail);
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

        return best is not { } found ? null
            : new Cause(
                found.First.Cause == found.Second.Cause
                    ? found.First.Cause : $"{found.First.Cause}+{found.Second.Cause}",
                $"{found.First.Detail}; {found.Second.Detail}");
    }

    private bool Reproduces(in LegacyFacts facts, LegacyEvidence evidence) =>
        _arithmetic.TryBill(facts, evidence, _bill) && evidence.IsReproducedBy(_bill);

    /// <summary>What fits counts first, then how little the hypothesis leaves open.</summary>
    private int RankOf(LegacyEvidence evidence, int freedom) => (evidence.FitOf(_bill) * 10) - freedom;
}
