using Strangler.Core.Tariffs.Files;

namespace Strangler.Core.Tariffs.Validation;

/// <summary>
/// Says everything that is wrong with a catalogue at once: reading, each plan, and its versions in time.
/// </summary>
public static class CatalogueValidator
{
    /// <returns>In the order of the files, by line; empty for a catalogue that can be rated with.</returns>
    public static IReadOnlyList<PlanError> Check(IReadOnlyList<PlanFile> files)
    {
        List<PlanError> errors = [];
        foreach (PlanFile file in files)
        {
            PlanFindings found = new(file);
            if (file.Plan is { } plan)
            {
                CheckPlan(plan, found);
            }

            errors.AddRange(file.Errors);
            errors.AddRange(found.Errors);
        }

        errors.AddRange(VersionChecks.Check(files));
        Dictionary<string, int> order = files.Select((file, place) => (file.Name, place))
            .GroupBy(pair => pair.Name).ToDictionary(group => group.Key, group => group.First().place);
        return [.. errors.OrderBy(error => order.GetValueOrDefault(error.File)).ThenBy(error => error.Line)];
    }

    private static void CheckPlan(TariffPlan plan, PlanFindings found)
    {
        HeadChecks.Check(plan, found);
        for (int i = 0; i < plan.Charges.Count; i++)
        {
            ChargeChecks.Check(plan, plan.Charges[i], $"charges[{i}]", found);
        }

        ReferenceChecks.Check(plan, found);
        ModifierChecks.Check(plan, found);
        TaxChecks.Check(plan, found);
    }
}
