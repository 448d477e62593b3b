namespace Strangler.Core.Debts;

/// <summary>Rows in an array that grows by half; trimmed once they are all there.</summary>
internal sealed class Growing<T>(int expected)
{
    private T[] _rows = expected > 0 ? new T[expected] : [];

    public int Count { get; private set; }

    public ref T this[int row] => ref _rows[row];

    public Span<T> Span => _rows.AsSpan(0, Count);

    public void Add(T row)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, checked(Math.Max(256, _rows.Length + (_rows.Length / 2))));
        }

        _rows[Count++] = row;
    }

    /// <summary>The rows in an array of just their number.</summary>
    public T[] ToArray()
    {
        if (_rows.Length != Count)
        {
            Array.Resize(ref _rows, Count);
        }

        return _rows;
    }
}
