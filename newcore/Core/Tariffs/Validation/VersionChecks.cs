using Strangler.Core.Tariffs.Files;

namespace Strangler.Core.Tariffs.Validation;

/// <summary>
/// The versions of each plan in time. One without an end holds until the next begins; one with an end leaves no gap
/// before the next and reaches into no other.
/// </summary>
internal static class VersionChecks
{
    public static IEnumerable<PlanError> Check(IEnumerable<PlanFile> files) => files
        .Where(file => file.Plan is not null && !file.HasErrorAt("code"))
        .GroupBy(file => file.Plan!.Code)
        .SelectMany(group => Check([.. group.OrderBy(file => file.Plan!.EffectiveFrom)]));

    private static IEnumerable<PlanError> Check(PlanFile[] versions)
    {
        for (int i = 1; i < versions.Length; i++)
        {
            PlanFile later = versions[i];
            TariffPlan plan = later.Plan!;
            if (Array.FindIndex(versions, 0, i, file => file.Plan!.Version == plan.Version) is >= 0 and var same)
            {
                yield return Error(later, "version", $"{versions[same].Name} is version {plan.Version} already.");
            }

            if (later.HasErrorAt("from") || versions[i - 1].HasErrorAt("from"))
            {
                continue;
            }

            if (Between(versions[i - 1].Plan!, plan) is { } wrong)
            {
                yield return Error(later, "from", wrong);
            }
        }
    }

    private static string? Between(TariffPlan before, TariffPlan after)
    {
        if (before.EffectiveFrom == after.EffectiveFrom)
        {
            return $"Version {before.Version} begins on the same day.";
        }

        if (before.EffectiveTo is not { } end)
        {
            return null;
        }

        return end >= after.EffectiveFrom
            ? $"It overlaps version {before.Version}, which ends on {Days.Shown(end)}."
            : end.AddDays(1) < after.EffectiveFrom
                ? $"There is a gap: version {before.Version} ends on {Days.Shown(end)}."
                : null;
    }

    private static PlanError Error(PlanFile file, string path, string message) =>
        new(file.Name, file.LineOf(path), path, message);
}
