namespace Strangler.AquaCis.StandIn.Storage;

/// <summary>Finds rows by a number: eight bytes for each row, a binary search for each question.</summary>
internal sealed class SortedIndex
{
    private readonly int[] _keys;
    private readonly int[] _rows;

    private SortedIndex(int[] keys, int[] rows) => (_keys, _rows) = (keys, rows);

    /// <param name="count">Rows are numbered from 0 to here, exclusive.</param>
    /// <param name="keyOf">The number of a row.</param>
    public static SortedIndex Over(int count, Func<int, int> keyOf)
    {
        int[] keys = new int[count];
        int[] rows = new int[count];
        for (int row = 0; row < count; row++)
        {
            keys[row] = keyOf(row);
            rows[row] = row;
        }

        Array.Sort(keys, rows);
        return new SortedIndex(keys, rows);
    }

    /// <summary>Whether two rows have the same number.</summary>
    public bool HasTwins => Enumerable.Range(1, Math.Max(0, _keys.Length - 1)).Any(at => _keys[at] == _keys[at - 1]);

    /// <summary>All rows with the number, in no particular order.</summary>
    public ReadOnlySpan<int> Find(int key)
    {
        int from = FirstNotBelow(key);
        int to = from;
        while (to < _keys.Length && _keys[to] == key)
        {
            to++;
        }

        return _rows.AsSpan(from, to - from);
    }

    /// <summary>A row with the number, or -1.</summary>
    public int FindOne(int key) => Find(key) is [int first, ..] ? first : -1;

    private int FirstNotBelow(int key)
    {
        int low = 0;
        int high = _keys.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (_keys[middle] < key)
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
