using System.Collections.Frozen;

namespace Strangler.Core.Tariffs;

/// <summary>All published versions of all plans, by code and day. Immutable.</summary>
public sealed class PlanBook
{
    private readonly FrozenDictionary<string, CompiledPlan[]> _versions;
    private readonly FrozenSet<string> _needUsage;

    public PlanBook(IEnumerable<CompiledPlan> plans)
    {
        _versions = plans
            .GroupBy(plan => plan.Plan.Code, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key, group => group.OrderBy(plan => plan.Plan.EffectiveFrom).ToArray(),
                StringComparer.Ordinal);
        _needUsage = _versions.Where(code => code.Value.Any(plan => plan.NeedsUsage)).Select(code => code.Key)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    public IEnumerable<string> Codes => _versions.Keys;

    /// <summary>Whether any version prices water by the time of day; mostly none does.</summary>
    public bool AnyNeedsUsage => _needUsage.Count > 0;

    /// <summary>Oldest first; empty for an unknown code.</summary>
    public IReadOnlyList<CompiledPlan> Versions(string code) => _versions.GetValueOrDefault(code) ?? [];

    /// <summary>The version in force on a day; null where there is none.</summary>
    public CompiledPlan? On(string code, DateOnly day)
    {
        CompiledPlan[]? versions = _versions.GetValueOrDefault(code);
        for (int i = (versions?.Length ?? 0) - 1; i >= 0; i--)
        {
            TariffPlan plan = versions![i].Plan;
            if (plan.EffectiveFrom <= day)
            {
                return plan.EffectiveTo is { } end && end < day ? null : versions[i];
            }
        }

        return null;
    }

    /// <summary>Whether any version of a plan, whenever it holds, prices water by the time of day.</summary>
    public bool MayNeedUsage(string code) => _needUsage.Contains(code);

    /// <summary>Whether the bill of these days prices water by the time of day.</summary>
    public bool NeedsUsage(string code, DateOnly first, DateOnly last) =>
        MayNeedUsage(code) && On(code, last) is { } plan
        && (plan.NeedsUsage || (plan.Plan.ChangeInPeriod == ChangeInPeriod.Prorate
            && Versions(code).Any(version => version.NeedsUsage && version.Plan.EffectiveFrom <= last
                && !(version.Plan.EffectiveTo < first))));
}
