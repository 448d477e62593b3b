namespace Strangler.Parity;

/// <summary>
/// Tells what differs between the two sides from what differs between two answers of one side to the same request: a
/// clock, a number drawn anew. The latter says nothing about the other side.
/// </summary>
public static class Noise
{
    /// <param name="verdict">Of primary and candidate.</param>
    /// <param name="primary">What the primary said first.</param>
    /// <param name="again">What it said when it was asked once more.</param>
    /// <returns>The verdict without the noise; null where nothing is left of its differences.</returns>
    public static Verdict.Different? Without(
        Verdict.Different verdict, Observed primary, Observed again, AnswerShape shape, DateTimeOffset now)
    {
        if (Judge.Compare(primary, again, shape, [], now) is not Verdict.Different own)
        {
            return verdict;
        }

        HashSet<string> noisy = [.. own.Differences.Select(difference => PathPattern.Unplaced(difference.Path))];
        Difference[] left =
            [.. verdict.Differences.Where(difference => !noisy.Contains(PathPattern.Unplaced(difference.Path)))];
        return left.Length == 0 ? null
            : left.Length == verdict.Differences.Count ? verdict
            : new Verdict.Different(left, left.Sum(difference => Math.Abs(difference.MoneyDelta ?? 0)));
    }
}
