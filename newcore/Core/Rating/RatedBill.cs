using Strangler.Core.Identity;

namespace Strangler.Core.Rating;

/// <summary>The outcome of rating, reused for bill after bill: read it, or copy it, before the next is rated.</summary>
public sealed class RatedBill
{
    private RatedLine[] _lines = new RatedLine[16];

    /// <summary>Lines of one bill, events included.</summary>
    public const int MostLines = 10_000;

    /// <summary>The concept of the rounding line, as AquaCIS numbers it.</summary>
    public const int RoundingConcept = 99;

    public int LineCount { get; private set; }

    public ReadOnlySpan<RatedLine> Lines => _lines.AsSpan(0, LineCount);

    /// <summary>The lines' taxes together.</summary>
    public Money Tax { get; set; }

    /// <summary>Lines, rounding line and tax.</summary>
    public Money Total { get; set; }

    /// <summary>The remainder for the next bill, in pesos.</summary>
    public decimal Carried { get; set; }

    /// <summary>Why it has no lines; null where it was rated.</summary>
    public RatingProblem? Problem { get; set; }

    /// <summary>The period was priced by more than one plan or version.</summary>
    public bool PlanChanged { get; set; }

    /// <summary>Events and categories of use that no charge has a price for.</summary>
    public int Unpriced { get; set; }

    internal Span<RatedLine> Changeable => _lines.AsSpan(0, LineCount);

    /// <summary>What rating keeps from bill to bill, so that none allocates.</summary>
    internal RatingState State => field ??= new RatingState();

    public void Clear()
    {
        (Problem, PlanChanged, Unpriced) = (null, false, 0);
        LineCount = 0;
        (Tax, Total, Carried) = (Money.Zero, Money.Zero, 0);
    }

    /// <exception cref="InvalidOperationException">It has <see cref="MostLines"/> already.</exception>
    public ref RatedLine Add()
    {
        if (LineCount == _lines.Length)
        {
            if (LineCount >= MostLines)
            {
                throw new InvalidOperationException($"A bill has at most {MostLines} lines.");
            }

            Array.Resize(ref _lines, Math.Min(MostLines, LineCount * 2));
        }

        ref RatedLine line = ref _lines[LineCount++];
        line = default;
        line.Factor = 1;
        return ref line;
    }
}
