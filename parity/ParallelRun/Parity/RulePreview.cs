using System.Globalization;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Parity;

/// <summary>What a rule would have hidden of the differences that were kept.</summary>
/// <param name="Looked">
/// Kept verdicts that were looked at: different, of the rule's operation and group, the newest.
/// </param>
/// <param name="Whole">Those of them that would have been ignored altogether.</param>
/// <param name="Partly">Those of them that would still be different, with fewer places.</param>
/// <param name="Pesos">Sum of the absolute money differences it would have hidden.</param>
/// <param name="Paths">Where, and how often, most first.</param>
internal sealed record RulePreview(
    int Looked, int Whole, int Partly, decimal Pesos, IReadOnlyList<(string Path, int Count)> Paths)
{
    private const int LookLimit = 20_000;
    private const int PathsShown = 10;

    public static async Task<RulePreview> OfAsync(
        VerdictQueries queries, NewRule rule, DateTimeOffset now, CancellationToken cancellation)
    {
        ParityRule trial = new StoredRule(0, rule, now, null, null).ToParityRule();
        RulePreview preview = new(0, 0, 0, 0, []);
        Dictionary<string, int> paths = new(StringComparer.Ordinal);
        ParityScope scope = new(rule.Operation, rule.Group, null);
        await foreach (StoredVerdict stored in queries.ReadAsync(scope, CallOutcome.Different, LookLimit, cancellation))
        {
            KeptDifference[] hidden =
                [.. stored.Verdict.Differences.Where(kept => trial.Hides(ToDifference(kept), now))];
            foreach (KeptDifference difference in hidden)
            {
                string path = PathPattern.Unplaced(difference.Path);
                paths[path] = paths.GetValueOrDefault(path) + 1;
            }

            bool isWhole = hidden.Length == stored.Verdict.Differences.Count;
            preview = preview with
            {
                Looked = preview.Looked + 1,
                Whole = preview.Whole + (isWhole ? 1 : 0),
                Partly = preview.Partly + (!isWhole && hidden.Length > 0 ? 1 : 0),
                Pesos = preview.Pesos + hidden.Sum(difference => Math.Abs(difference.MoneyDelta ?? 0)),
            };
        }

        return preview with
        {
            Paths = [.. paths.OrderByDescending(path => path.Value).Select(path => (path.Key, path.Value))],
        };
    }

    public void Write(TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Of the {Looked} newest different calls kept, this rule would have hidden {Whole} altogether and a part "
            + $"of {Partly} more: {Paths.Sum(path => path.Count)} places, {Pesos:0.00} pesos."));
        if (Paths.Count == 0)
        {
            return;
        }

        TextTable table = new("where", "places");
        foreach ((string path, int count) in Paths.Take(PathsShown))
        {
            table.Add(path, count);
        }

        table.Write(output);
        if (Paths.Count > PathsShown)
        {
            output.WriteLine($"... and {Paths.Count - PathsShown} other paths");
        }
    }

    private static Difference ToDifference(KeptDifference kept) =>
        new(kept.Path, kept.Primary, kept.Candidate, kept.MoneyDelta);
}
