using System.Globalization;
using Strangler.Core.Tariffs;

namespace Strangler.Postgres.Tariffs;

/// <summary>
/// Finds what is wrong with the rows of a price table or of blocks. A row that the import put aside leaves a gap that
/// the row above would fill with its own price; that bills wrongly, so the plan is refused.
/// </summary>
internal static class LegacyRowChecks
{
    /// <summary>A table of so many rows up to nearly as many cubic metres has one for each.</summary>
    private const int FewestOfEachCubicMetre = 10;

    private const decimal MostMissing = 0.1m;

    /// <summary>Null where nothing is.</summary>
    public static string? ProblemOf(LegacyPart part)
    {
        IReadOnlyList<PriceRow> rows = part.Rows;
        return rows.Count == 0 ? "it has no price rows"
            : rows.Any(row => row.FixedPrice < 0 || row.UnitPrice < 0 || row.UpTo < 0) ? "a price or limit is negative"
            : OrderOf(rows) ?? (part.Formula == LegacyPriceFormula.Blocks ? BlocksOf(part) : TableOf(rows));
    }

    private static string? OrderOf(IReadOnlyList<PriceRow> rows)
    {
        for (int at = 1; at < rows.Count; at++)
        {
            if (rows[at - 1].UpTo is not { } before || rows[at].UpTo <= before)
            {
                return Text($"the limit {rows[at].UpTo} follows {rows[at - 1].UpTo ?? 9_999_999}");
            }
        }

        return rows[^1].UpTo is { } last ? Text($"its rows end at {last} and must go on to 9999999") : null;
    }

    private static string? BlocksOf(LegacyPart part)
    {
        IReadOnlyList<short> numbers = part.BlockNumbers;
        for (int at = 1; at < numbers.Count; at++)
        {
            if (numbers[at] > numbers[at - 1] + 1)
            {
                return Text($"block {numbers[at - 1] + 1} is missing");
            }
        }

        return numbers.Count > 0 && numbers[0] > part.Id ? Text($"block {part.Id} is missing") : null;
    }

    /// <summary>One row for each cubic metre, but for a few: those are missing.</summary>
    private static string? TableOf(IReadOnlyList<PriceRow> rows)
    {
        HashSet<decimal> limits = [.. rows.SkipLast(1).Select(row => row.UpTo!.Value)];
        decimal missing = limits.Count < FewestOfEachCubicMetre ? 0 : limits.Max() + 1 - limits.Count;
        if (missing < 1 || missing > limits.Count * MostMissing)
        {
            return null;
        }

        IEnumerable<int> none = Enumerable.Range(0, (int)limits.Max()).Where(limit => !limits.Contains(limit));
        return $"it has no row for {string.Join(", ", none.Take(5).Select(limit => Text($"{limit}")))} m3";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
