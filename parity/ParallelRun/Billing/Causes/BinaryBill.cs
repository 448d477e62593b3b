namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>
/// A bill as legacy's arithmetic makes it, reused for hypothesis after hypothesis. Amounts in centavos.
/// </summary>
internal sealed class BinaryBill
{
    /// <summary>A block is a line; no tariff has so many.</summary>
    public const int MostLines = 64;

    private readonly BinaryLine[] _lines = new BinaryLine[MostLines];
    private int _count;

    public ReadOnlySpan<BinaryLine> Lines => _lines.AsSpan(0, _count);

    public long Tax { get; set; }
    public long Total { get; set; }

    /// <summary>The remainder for the next bill.</summary>
    public long Carried { get; set; }

    public void Clear()
    {
        _count = 0;
        (Tax, Total, Carried) = (0, 0, 0);
    }

    /// <summary>False where it is full.</summary>
    public bool Add(in BinaryLine line)
    {
        if (_count == MostLines)
        {
            return false;
        }

        _lines[_count++] = line;
        return true;
    }

    public long AmountOf(short concept)
    {
        long sum = 0;
        foreach (ref readonly BinaryLine line in Lines)
        {
            sum += line.Concept == concept ? line.Amount : 0;
        }

        return sum;
    }
}
