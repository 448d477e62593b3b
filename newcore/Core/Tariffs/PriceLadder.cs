namespace Strangler.Core.Tariffs;

/// <summary>The rows of a table or of blocks, by the quantity up to which each holds, as decimals and scaled.</summary>
internal sealed class PriceLadder
{
    private readonly PriceRow[] _rows;
    private readonly long[] _limits;
    private readonly long[] _fixed;
    private readonly long[] _unit;
    private readonly bool _dense;

    public PriceLadder(PriceRow[] rows)
    {
        _rows = rows;
        _limits = [.. rows.Select(row => Limit(row.UpTo))];
        (_fixed, _unit) = (new long[rows.Length], new long[rows.Length]);
        Exact = true;
        _dense = true;
        for (int at = 0; at < rows.Length; at++)
        {
            Exact &= Scaled.TryScale(rows[at].FixedPrice, Scaled.PricePlaces, out _fixed[at])
                && Scaled.TryScale(rows[at].UnitPrice, Scaled.PricePlaces, out _unit[at])
                && Math.Abs(_fixed[at]) <= Scaled.HighestFixed && Math.Abs(_unit[at]) <= Scaled.HighestUnit;
            _dense &= at == rows.Length - 1 || _limits[at] == at;
        }
    }

    /// <summary>All prices fit into the scaled arrays, to the last digit.</summary>
    public bool Exact { get; }

    public int Count => _rows.Length;

    public PriceRow this[int row] => _rows[row];

    public long FixedPrice(int row) => _fixed[row];

    public long UnitPrice(int row) => _unit[row];

    /// <summary>The last whole quantity of a row.</summary>
    public long LimitOf(int row) => _limits[row];

    /// <summary>The row of a whole quantity; the last one for what is beyond all limits.</summary>
    public int RowOf(long quantity)
    {
        if (_dense)
        {
            return (int)Math.Clamp(quantity, 0, _rows.Length - 1);
        }

        int low = 0;
        int high = _limits.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = quantity <= _limits[middle] ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    public int RowOf(decimal quantity)
    {
        int low = 0;
        int high = _rows.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = quantity <= (_rows[middle].UpTo ?? decimal.MaxValue) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static long Limit(decimal? upTo) =>
        upTo is { } limit && limit < long.MaxValue / 2 ? (long)decimal.Floor(limit) : long.MaxValue / 2;
}
