using System.Text.RegularExpressions;
using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs.Validation;

/// <summary>A plan's names, dates, rounding and seasons.</summary>
internal static partial class HeadChecks
{
    private const int LongestName = 100;
    private const int AnyLeapYear = 2024;

    public static void Check(TariffPlan plan, PlanFindings found)
    {
        found.AddUnless(Code().IsMatch(plan.Code), "code",
            $"'{plan.Code}' is no code: up to 60 small letters, digits and single hyphens, like domestic-medium.");
        found.AddUnless(Version().IsMatch(plan.Version), "version",
            $"'{plan.Version}' is no version: up to 30 small letters, digits, points and hyphens, like 2026-02.");
        found.AddUnless(plan.Name.Length is > 0 and <= LongestName && !plan.Name.Any(char.IsControl), "name",
            $"A name has 1 to {LongestName} characters, and no control characters.");
        found.AddUnless(FormulaNames.Uses.Contains(plan.Use), "use",
            $"'{plan.Use}' is none of {string.Join(", ", FormulaNames.Uses)}."
            + NearestName.Hint(plan.Use, FormulaNames.Uses));
        found.AddUnless(Currency().IsMatch(plan.Currency), "currency",
            "A currency is three capital letters, like MXN.");
        Days.Order(plan.EffectiveFrom, plan.EffectiveTo, "to", found);
        found.AddUnless(plan.Rounding.BillStep is 0.01m or 1, "rounding.total",
            $"A total is rounded to 0.01 or to 1, not to {Figures.Shown(plan.Rounding.BillStep)}.");
        found.AddUnless(plan.Charges.Count > 0, "charges", "A plan has at least one charge.");
        CheckSeasons(plan.Seasons, found);
    }

    private static void CheckSeasons(IReadOnlyList<Season> seasons, PlanFindings found)
    {
        string?[] taken = new string?[366];
        for (int i = 0; i < seasons.Count; i++)
        {
            Season season = seasons[i];
            string path = $"seasons[{i}]";
            found.AddUnless(season.Name.Length > 0, $"{path}.name", "A season has a name.");
            if (seasons.Take(i).Any(earlier => earlier.Name == season.Name))
            {
                found.Add($"{path}.name", $"There is a season {season.Name} already.");
            }

            string? other = Take(taken, season);
            found.AddUnless(other is null, path, $"It overlaps the season {other}.");
        }
    }

    /// <returns>The name of a season that has one of its days already.</returns>
    private static string? Take(string?[] taken, Season season)
    {
        int day = DayOfYear(season.FromMonth, season.FromDay);
        int last = DayOfYear(season.ToMonth, season.ToDay);
        string? other = null;
        for (bool more = true; more; day = (day + 1) % taken.Length)
        {
            other ??= taken[day];
            taken[day] ??= season.Name;
            more = day != last;
        }

        return other;
    }

    private static int DayOfYear(int month, int day) => new DateOnly(AnyLeapYear, month, day).DayOfYear - 1;

    [GeneratedRegex(@"^(?=.{1,60}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{0,29}\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex Currency();
}
