using System.CommandLine;
using System.Globalization;
using Strangler.Core.Tariffs;
using Strangler.Core.Tariffs.Comparing;
using Strangler.Core.Tariffs.Files;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Tariffs;

/// <summary>Says in words what changed from one catalogue to another.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        Argument<string> before = new("BEFORE") { Description = "A plan file, or a folder of them." };
        Argument<string> after = new("AFTER") { Description = "The same with the changes." };
        Option<int> limit =
            RangedOption.Create("--limit", "Price changes to show of each plan, the largest first.", 10, 0, 100_000);
        Command command =
            new("diff", "Prices and rules that changed, plan by plan, in words.") { before, after, limit };
        command.SetAction(async (parsed, cancellation) =>
        {
            IReadOnlyList<PlanFile> old = await CatalogueFiles.ValidAsync([parsed.GetValue(before)!], cancellation);
            IReadOnlyList<PlanFile> present = await CatalogueFiles.ValidAsync([parsed.GetValue(after)!], cancellation);
            Write(parsed.InvocationConfiguration.Output, Newest(old), Newest(present), parsed.GetValue(limit));
            return ExitCode.Done;
        });
        return command;
    }

    private static Dictionary<string, TariffPlan> Newest(IEnumerable<PlanFile> files) => files
        .Select(file => file.Plan!).GroupBy(plan => plan.Code)
        .ToDictionary(group => group.Key, group => group.MaxBy(plan => plan.EffectiveFrom)!);

    private static void Write(
        TextWriter output, Dictionary<string, TariffPlan> old, Dictionary<string, TariffPlan> present, int limit)
    {
        foreach (string code in old.Keys.Union(present.Keys).Order(StringComparer.Ordinal))
        {
            switch (old.GetValueOrDefault(code), present.GetValueOrDefault(code))
            {
                case ({ } before, { } after):
                    Write(output, PlanComparison.Of(before, after), limit);
                    break;
                case (null, _):
                    output.WriteLine($"{code}: a new plan.");
                    break;
                default:
                    output.WriteLine($"{code}: no longer there.");
                    break;
            }
        }
    }

    private static void Write(TextWriter output, PlanComparison found, int limit)
    {
        output.WriteLine($"{Named(found.Before)} -> {Named(found.After)}");
        if (found.Prices.Count + found.Rules.Count == 0)
        {
            output.WriteLine("  the same prices and rules");
        }

        foreach (PlanChange rule in found.Rules)
        {
            output.WriteLine($"  rule: {rule}");
        }

        if (found.Prices.Count > 0)
        {
            output.WriteLine($"  {Summary(found.Prices)}");
        }

        foreach (PlanChange price in found.Prices.Take(limit))
        {
            output.WriteLine($"    {price}");
        }

        if (found.Prices.Count > limit)
        {
            output.WriteLine($"    ... and {found.Prices.Count - limit} more");
        }
    }

    private static string Summary(IReadOnlyList<PlanChange> prices)
    {
        decimal[] shares = [.. prices.Where(price => price.Share is not null).Select(price => price.Share!.Value)];
        string count = prices.Count == 1 ? "1 price changed" : $"{prices.Count} prices changed";
        return shares.Length == 0 ? count : $"{count}, by {Percent(shares.Min())} to {Percent(shares.Max())}";
    }

    private static string Percent(decimal share) =>
        (share * 100).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + " %";

    private static string Named(TariffPlan plan) => $"{PlanText.Title(plan)} (from {PlanText.Day(plan.EffectiveFrom)})";
}
