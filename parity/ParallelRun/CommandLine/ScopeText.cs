using System.Globalization;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.ParallelRun.CommandLine;

/// <summary>Billing groups and periods as people write them: <c>1/M08</c>, <c>2026-02</c>.</summary>
internal static class ScopeText
{
    public const string All = "all";

    private const int HighestYear = 9998;

    /// <summary>Null for <c>all</c>.</summary>
    /// <exception cref="CommandFailedException">It is no group.</exception>
    public static BillingGroup? GroupOrAll(string text) =>
        text.Equals(All, StringComparison.OrdinalIgnoreCase) ? null : Group(text);

    /// <exception cref="CommandFailedException">It is no group.</exception>
    public static BillingGroup Group(string text) => BillingGroup.TryParse(text, out BillingGroup group)
        ? group
        : throw new CommandFailedException($"{text} is no billing group; one is written like 1/M08.");

    /// <exception cref="CommandFailedException">It is no period.</exception>
    public static BillingCycle Cycle(string text) =>
        text.Split('-') is [{ Length: 4 } year, { Length: 2 } period]
        && short.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out short y)
        && byte.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out byte p)
        && p is >= 1 and <= 12 && y is > 0 and <= HighestYear
            ? new BillingCycle(y, p)
            : throw new CommandFailedException($"{text} is no period; one is written like 2026-02.");

    public static string Of(BillingCycle cycle) =>
        string.Create(CultureInfo.InvariantCulture, $"{cycle.Year:D4}-{cycle.Period:D2}");
}
