namespace Strangler.Parity;

/// <summary>Compares two answers to the same request. Pure: the same bytes always give the same verdict.</summary>
public static class Judge
{
    /// <param name="shape">The response element of the operation.</param>
    /// <param name="rules">Those of this operation and group; an expired one hides nothing.</param>
    public static Verdict Compare(
        Observed primary, Observed candidate, AnswerShape shape, IReadOnlyList<ParityRule> rules, DateTimeOffset now) =>
        throw new NotImplementedException();
}
