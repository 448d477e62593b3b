using Strangler.Parity.Reading;

namespace Strangler.Parity.Comparing;

/// <summary>
/// Pairs up two lists so that what differs is found where it is: equal items first, at the same place if they can be;
/// then of the rest the most similar; what is left over in both, in order.
/// </summary>
internal sealed class ItemMatcher
{
    /// <summary>Similarity is looked at while the rests are at most this many pairs.</summary>
    private const int SimilarityLimit = 2_500;

    private readonly IReadOnlyList<Element> _primary;
    private readonly IReadOnlyList<Element> _candidate;
    private readonly AnswerShape? _shape;
    private readonly int[] _candidateOf;
    private readonly bool[] _taken;

    private ItemMatcher(IReadOnlyList<Element> primary, IReadOnlyList<Element> candidate, AnswerShape? shape)
    {
        (_primary, _candidate, _shape) = (primary, candidate, shape);
        _candidateOf = new int[primary.Count];
        Array.Fill(_candidateOf, -1);
        _taken = new bool[candidate.Count];
    }

    public static ItemPairs Match(
        IReadOnlyList<Element> primary, IReadOnlyList<Element> candidate, AnswerShape? shape)
    {
        ItemMatcher matcher = new(primary, candidate, shape);
        matcher.PairEqualInPlace();
        matcher.PairEqual();
        matcher.PairSimilar();
        matcher.PairTheRest();
        return matcher.Pairs();
    }

    private void PairEqualInPlace()
    {
        for (int at = 0; at < Math.Min(_primary.Count, _candidate.Count); at++)
        {
            if (StrictSameness.Same(_primary[at], _candidate[at], _shape))
            {
                Pair(at, at);
            }
        }
    }

    private void PairEqual()
    {
        Dictionary<string, Queue<int>> left = new(StringComparer.Ordinal);
        foreach (int at in FreeCandidates())
        {
            string text = CanonicalText.Of(_candidate[at], _shape);
            (left.TryGetValue(text, out Queue<int>? places) ? places : left[text] = []).Enqueue(at);
        }

        if (left.Count == 0)
        {
            return;
        }

        foreach (int at in FreePrimaries())
        {
            if (left.TryGetValue(CanonicalText.Of(_primary[at], _shape), out Queue<int>? places)
                && places.TryDequeue(out int match))
            {
                Pair(at, match);
            }
        }
    }

    /// <summary>The most similar two first; of equally similar ones those that stand nearest to each other.</summary>
    private void PairSimilar()
    {
        int[] primaries = [.. FreePrimaries()];
        int[] candidates = [.. FreeCandidates()];
        if (primaries.Length == 0 || candidates.Length == 0
            || (long)primaries.Length * candidates.Length > SimilarityLimit)
        {
            return;
        }

        var ranked =
            from primary in primaries
            from candidate in candidates
            let similarity = Similarity(_primary[primary], _candidate[candidate])
            where similarity > 0
            orderby similarity descending, Math.Abs(primary - candidate), primary, candidate
            select (primary, candidate);
        foreach ((int primary, int candidate) in ranked.ToList())
        {
            if (_candidateOf[primary] < 0 && !_taken[candidate])
            {
                Pair(primary, candidate);
            }
        }
    }

    /// <summary>As many on both sides: each was replaced by the one in its place.</summary>
    private void PairTheRest()
    {
        int[] primaries = [.. FreePrimaries()];
        int[] candidates = [.. FreeCandidates()];
        bool replaced = primaries.Length == candidates.Length
            || (long)primaries.Length * candidates.Length > SimilarityLimit;
        for (int at = 0; replaced && at < Math.Min(primaries.Length, candidates.Length); at++)
        {
            Pair(primaries[at], candidates[at]);
        }
    }

    private ItemPairs Pairs()
    {
        int[] kept = [.. _candidateOf.Where(at => at >= 0)];
        bool isPermuted = kept.Zip(kept.Skip(1)).Any(two => two.First > two.Second);
        return new ItemPairs(_candidateOf, [.. FreeCandidates()], isPermuted);
    }

    /// <summary>
    /// Fields of their own that say the same, in thousandths of all; records within them do not count.
    /// </summary>
    private int Similarity(Element primary, Element candidate)
    {
        Dictionary<string, Element> left = new(StringComparer.Ordinal);
        foreach (Element field in primary.Children)
        {
            left.TryAdd(field.Name, field);
        }

        int same = 0;
        int near = 0;
        foreach (Element field in candidate.Children)
        {
            same += field.Children.IsEmpty && left.Remove(field.Name, out Element? other) && other.Children.IsEmpty
                && FieldText.Same(
                    field.Text, other.Text, _shape?.Child(field.Name, ref near)?.Kind ?? FieldKind.Text) ? 1 : 0;
        }

        return same * 1000 / Math.Max(1, Math.Max(primary.Children.Length, candidate.Children.Length));
    }

    private void Pair(int primary, int candidate) => (_candidateOf[primary], _taken[candidate]) = (candidate, true);

    private IEnumerable<int> FreePrimaries() =>
        Enumerable.Range(0, _primary.Count).Where(at => _candidateOf[at] < 0);

    private IEnumerable<int> FreeCandidates() => Enumerable.Range(0, _candidate.Count).Where(at => !_taken[at]);
}
