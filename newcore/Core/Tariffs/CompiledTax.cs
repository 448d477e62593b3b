namespace Strangler.Core.Tariffs;

/// <summary>The tax rate of a charge from a day on: its use and concept are settled already.</summary>
/// <param name="From">Day number.</param>
/// <param name="Rate">The sum of all taxes, as a share.</param>
/// <param name="Millionths">The rate in millionths; -1 where that is not exact.</param>
internal readonly record struct CompiledTax(int From, decimal Rate, long Millionths)
{
    private static readonly CompiledTax None = new(int.MinValue, 0, 0);

    /// <summary>Ascending by day, one element for every day on which the rate changes.</summary>
    public static CompiledTax[] Steps(TariffPlan plan, int concept)
    {
        TaxRule[] rules = [.. plan.Taxes.Where(rule =>
            (rule.Use is null || rule.Use == plan.Use) && (rule.Concept is null || rule.Concept == concept))];
        SortedSet<int> days = [int.MinValue];
        foreach (TaxRule rule in rules)
        {
            days.Add(rule.From.DayNumber);
            if (rule.To is { } last)
            {
                days.Add(last.DayNumber + 1);
            }
        }

        return [.. days.Select(day => On(rules, day))];
    }

    public static ref readonly CompiledTax On(CompiledTax[] steps, int day)
    {
        int at = steps.Length - 1;
        while (at > 0 && steps[at].From > day)
        {
            at--;
        }

        return ref steps[at];
    }

    /// <summary>Of each tax the most specific rule: concept before use; a later one among equals.</summary>
    private static CompiledTax On(TaxRule[] rules, int day)
    {
        decimal rate = rules
            .Where(rule => rule.From.DayNumber <= day && (rule.To is null || rule.To.Value.DayNumber >= day))
            .GroupBy(rule => rule.Tax, StringComparer.Ordinal)
            .Sum(tax => tax
                .OrderByDescending(rule => (rule.Concept is null ? 0 : 2) + (rule.Use is null ? 0 : 1))
                .ThenByDescending(rule => rule.From).First().Rate);
        bool fits = Scaled.TryScale(rate, Scaled.RatePlaces, out long millionths)
            && Math.Abs(millionths) <= Scaled.HighestRate;
        return None with { From = day, Rate = rate, Millionths = fits ? millionths : -1 };
    }
}
