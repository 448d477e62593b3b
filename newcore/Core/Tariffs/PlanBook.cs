using System.Collections.Frozen;

namespace Strangler.Core.Tariffs;

/// <summary>All published versions of all plans, by code and day. Immutable.</summary>
public sealed class PlanBook(IEnumerable<CompiledPlan> plans)
{
    private readonly FrozenDictionary<string, CompiledPlan[]> _versions = plans
        .GroupBy(plan => plan.Plan.Code, StringComparer.Ordinal)
        .ToFrozenDictionary(
            group => group.Key, group => group.OrderBy(plan => plan.Plan.EffectiveFrom).ToArray(),
            StringComparer.Ordinal);

    public IEnumerable<string> Codes => _versions.Keys;

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
}
