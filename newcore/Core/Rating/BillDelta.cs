using Strangler.Core.Identity;

namespace Strangler.Core.Rating;

/// <summary>
/// What has to be posted so that a posted bill comes to what it should have been: by concept and part, never an edit.
/// </summary>
/// <param name="Lines">Only those with money, by concept and part.</param>
public sealed record BillDelta(IReadOnlyList<PostedLine> Lines)
{
    public bool IsEmpty => Lines.Count == 0;

    public Money Total => new(Lines.Sum(line => line.Amount.Centavos + line.Tax.Centavos));

    /// <summary>The new bill less the posted one; adding it to the posted lines gives the new bill.</summary>
    public static BillDelta Between(ReadOnlySpan<PostedLine> posted, RatedBill rated)
    {
        ArgumentNullException.ThrowIfNull(rated);
        SortedDictionary<(int Concept, int Part), (Money Amount, Money Tax)> sums = [];
        foreach (ref readonly PostedLine line in posted)
        {
            Add(line.Concept, line.Part, Money.Zero - line.Amount, Money.Zero - line.Tax);
        }

        foreach (ref readonly RatedLine line in rated.Lines)
        {
            Add(line.Concept, line.Part, line.Amount, line.Tax);
        }

        return new BillDelta(
        [
            .. sums.Where(sum => sum.Value != default)
                .Select(sum => new PostedLine(sum.Key.Concept, sum.Key.Part, sum.Value.Amount, sum.Value.Tax)),
        ]);

        void Add(int concept, int part, Money amount, Money tax)
        {
            sums.TryGetValue((concept, part), out (Money Amount, Money Tax) sum);
            sums[(concept, part)] = (sum.Amount + amount, sum.Tax + tax);
        }
    }

    public static PostedLine[] LinesOf(RatedBill bill)
    {
        ArgumentNullException.ThrowIfNull(bill);
        PostedLine[] lines = new PostedLine[bill.LineCount];
        for (int at = 0; at < lines.Length; at++)
        {
            ref readonly RatedLine line = ref bill.Lines[at];
            lines[at] = new PostedLine(line.Concept, line.Part, line.Amount, line.Tax);
        }

        return lines;
    }
}
