namespace Strangler.Core.Expressions;

/// <summary>Which known name somebody may have meant.</summary>
internal static class NearestName
{
    private const int LongestWord = 60;
    private const int MostEdits = 2;

    /// <summary>" Did you mean x?", or nothing where no name is near.</summary>
    public static string Hint(string word, IEnumerable<string> names) =>
        Find(word, names) is { } near ? $" Did you mean {near}?" : "";

    public static string? Find(string word, IEnumerable<string> names)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        (string Name, int Edits)[] near =
        [
            .. names.Select(name => (name, Edits(word.ToLowerInvariant(), name.ToLowerInvariant())))
                .Where(pair => pair.Item2 <= Math.Min(MostEdits, word.Length / 2)).OrderBy(pair => pair.Item2),
        ];
        return near.Length == 0 ? null : near[0].Name;
    }

    /// <summary>Letters to put in, take out or change.</summary>
    private static int Edits(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int change = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }
}
