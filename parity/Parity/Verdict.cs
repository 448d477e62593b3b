namespace Strangler.Parity;

/// <summary>What comparing two answers came to.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    public sealed record Same : Verdict;

    /// <param name="Rules">
    /// Ids of the rules that hid the differences; none where all lie in the nature of documents.
    /// </param>
    public sealed record Ignored(IReadOnlyList<Difference> Differences, IReadOnlyList<long> Rules) : Verdict;

    /// <param name="Differences">Those no rule hides, at most 100.</param>
    /// <param name="MoneyDelta">Sum of the absolute money differences, pesos.</param>
    public sealed record Different(IReadOnlyList<Difference> Differences, decimal MoneyDelta) : Verdict;

    /// <summary>No judgement: the candidate gave no answer, or an answer is no SOAP envelope. Never a pass.</summary>
    public sealed record Inconclusive(string Reason) : Verdict;
}
