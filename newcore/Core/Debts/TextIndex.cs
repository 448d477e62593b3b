namespace Strangler.Core.Debts;

/// <summary>
/// Finds rows by a text of theirs: sorted 64-bit hashes with the row beside each, 12 bytes a row. Hashes of different
/// texts may be equal, so whoever finds a row compares the text.
/// </summary>
internal sealed class TextIndex
{
    private const int LongestFolded = 64;
    private readonly ulong[] _hashes;
    private readonly int[] _rows;

    private TextIndex(ulong[] hashes, int[] rows) => (_hashes, _rows) = (hashes, rows);

    /// <param name="hashes">Taken over, and sorted.</param>
    public static TextIndex Over(ulong[] hashes)
    {
        int[] rows = new int[hashes.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        Array.Sort(hashes, rows);
        SortTwins(hashes, rows);
        return new TextIndex(hashes, rows);
    }

    /// <summary>
    /// The rows whose text may be the one sought, in order of the rows, to be compared by the caller.
    /// </summary>
    public ArraySegment<int> Candidates(ulong hash)
    {
        int first = LowerBound(hash);
        // Not step by step: one public tax id stands on most contracts.
        int end = hash == ulong.MaxValue ? _hashes.Length : LowerBound(hash + 1);
        return new ArraySegment<int>(_rows, first, end - first);
    }

    /// <summary>FNV-1a over UTF-16, its bits mixed once more; equal in every process.</summary>
    public static ulong Hash(ReadOnlySpan<char> text)
    {
        ulong hash = 14695981039346656037;
        foreach (char next in text)
        {
            hash = (hash ^ next) * 1099511628211;
        }

        hash ^= hash >> 32;
        return hash * 0x9E3779B97F4A7C15;
    }

    /// <summary>The same for texts that differ only in capitals.</summary>
    public static ulong HashOfAnyCase(ReadOnlySpan<char> text)
    {
        Span<char> capitals = stackalloc char[LongestFolded];
        return text.Length <= LongestFolded && text.ToUpperInvariant(capitals) is var length and >= 0
            ? Hash(capitals[..length])
            : Hash(text.ToString().ToUpperInvariant());
    }

    private static void SortTwins(ulong[] hashes, int[] rows)
    {
        for (int first = 0; first < rows.Length;)
        {
            int end = first + 1;
            while (end < rows.Length && hashes[end] == hashes[first])
            {
                end++;
            }

            rows.AsSpan(first, end - first).Sort();
            first = end;
        }
    }

    private int LowerBound(ulong hash)
    {
        int low = 0;
        int high = _hashes.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (_hashes[middle] < hash)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
