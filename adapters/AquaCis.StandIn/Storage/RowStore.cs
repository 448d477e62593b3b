namespace Strangler.AquaCis.StandIn.Storage;

/// <summary>Rows in blocks: it grows without copying, and a row is changed in place.</summary>
internal sealed class RowStore<T>
    where T : struct
{
    private const int BlockBits = 14;
    private const int BlockSize = 1 << BlockBits;
    private readonly List<T[]> _blocks = [];

    public int Count { get; private set; }

    public ref T this[int row] => ref _blocks[row >> BlockBits][row & (BlockSize - 1)];

    /// <summary>The number of the new row: 0, 1, 2 and so on.</summary>
    public int Add(in T value)
    {
        if (Count >> BlockBits == _blocks.Count)
        {
            _blocks.Add(new T[BlockSize]);
        }

        int row = Count++;
        this[row] = value;
        return row;
    }
}
