namespace Strangler.Core.Tariffs.Comparing;

/// <summary>What changed from one version of a plan to another.</summary>
/// <param name="Prices">The largest change first; new and gone prices before them.</param>
/// <param name="Rules">In the order of the plan.</param>
public sealed record PlanComparison(
    TariffPlan Before, TariffPlan After, IReadOnlyList<PlanChange> Prices, IReadOnlyList<PlanChange> Rules)
{
    public static PlanComparison Of(TariffPlan before, TariffPlan after)
    {
        Dictionary<string, PlanFact> old = ByKey(before);
        Dictionary<string, PlanFact> present = ByKey(after);
        PlanChange[] changes =
        [
            .. old.Values.Where(fact => !present.ContainsKey(fact.Key)).Select(fact => Change(fact, null)),
            .. present.Values.Where(fact => old.GetValueOrDefault(fact.Key)?.Value != fact.Value)
                .Select(fact => Change(old.GetValueOrDefault(fact.Key), fact)),
        ];
        return new PlanComparison(
            before, after,
            [
                .. changes.Where(change => change.IsPrice)
                    .OrderByDescending(change => Math.Abs(change.Share ?? decimal.MaxValue)),
            ],
            [.. changes.Where(change => !change.IsPrice)]);
    }

    /// <summary>The last of several with one key, so that a plan with errors can be compared, too.</summary>
    private static Dictionary<string, PlanFact> ByKey(TariffPlan plan)
    {
        Dictionary<string, PlanFact> facts = [];
        foreach (PlanFact fact in PlanFacts.Of(plan))
        {
            facts[fact.Key] = fact;
        }

        return facts;
    }

    private static PlanChange Change(PlanFact? before, PlanFact? after)
    {
        PlanFact shown = after ?? before!;
        decimal? share = before?.Price is { } old && old != 0 && after?.Price is { } now ? now / old - 1 : null;
        return new PlanChange(shown.Subject, shown.What, before?.Value, after?.Value, share)
        {
            IsPrice = (after ?? before)!.Price is not null,
        };
    }
}
