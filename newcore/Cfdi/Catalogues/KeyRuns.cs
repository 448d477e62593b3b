using System.Globalization;

namespace Strangler.Cfdi.Catalogues;

/// <summary>A large catalogue of numbers, kept as runs of consecutive ones.</summary>
internal sealed class KeyRuns
{
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly int _digits;

    /// <param name="rows">Ascending: <c>10101500</c>, or <c>10101500+3</c> for that one and three more.</param>
    public KeyRuns(IReadOnlyList<string> rows, int digits)
    {
        _digits = digits;
        _first = new int[rows.Count];
        _last = new int[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            string[] parts = rows[row].Split('+');
            _first[row] = int.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture);
            _last[row] = _first[row]
                + (parts.Length == 1 ? 0 : int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture));
        }
    }

    public int Count => _first.Zip(_last, (first, last) => last - first + 1).Sum();

    public bool Contains(string key)
    {
        if (key.Length != _digits
            || !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }

        int found = Array.BinarySearch(_first, number);
        int run = found >= 0 ? found : ~found - 1;
        return run >= 0 && number <= _last[run];
    }
}
