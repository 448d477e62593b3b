using Strangler.Parity.Comparing;
using Strangler.Parity.Reading;

namespace Strangler.Parity;

/// <summary>Compares two answers to the same request. Pure: the same bytes always give the same verdict.</summary>
public static class Judge
{
    /// <summary>Bytes of an answer; a longer one is not compared.</summary>
    public const int BodyLimit = 8 * 1024 * 1024;

    /// <summary>Differences that a verdict names.</summary>
    public const int DifferenceLimit = 100;

    /// <param name="shape">The response element of the operation.</param>
    /// <param name="rules">Those of this operation and group; an expired one hides nothing.</param>
    public static Verdict Compare(
        Observed primary, Observed candidate, AnswerShape shape, IReadOnlyList<ParityRule> rules, DateTimeOffset now)
    {
        AnswerRead first = AnswerReader.Read(primary);
        if (first is AnswerRead.Unreadable unreadable)
        {
            return new Verdict.Inconclusive($"primary: {unreadable.Why}");
        }

        if (AreTheSame(primary, candidate))
        {
            return new Verdict.Same();
        }

        AnswerRead second = AnswerReader.Read(candidate);
        if (second is AnswerRead.Unreadable other)
        {
            return new Verdict.Inconclusive($"candidate: {other.Why}");
        }

        FoundDifferences found = new(rules, now);
        CompareTransport(primary, candidate, found);
        new AnswerComparison(found, shape).Compare((AnswerRead.Envelope)first, (AnswerRead.Envelope)second);
        return found.Verdict();
    }

    /// <summary>To the byte: then one reading has shown that both can be read.</summary>
    private static bool AreTheSame(Observed primary, Observed candidate) =>
        primary.Status == candidate.Status
        && string.Equals(primary.ContentType, candidate.ContentType, StringComparison.Ordinal)
        && primary.Body.Span.SequenceEqual(candidate.Body.Span);

    private static void CompareTransport(Observed primary, Observed candidate, FoundDifferences found)
    {
        if (primary.Status != candidate.Status)
        {
            found.Add("(status)", $"{primary.Status}", $"{candidate.Status}");
        }

        // Another charset is another encoding of the same; another kind of document is not.
        string? left = ContentTypeHeader.Parse(primary.ContentType).MediaType;
        string? right = ContentTypeHeader.Parse(candidate.ContentType).MediaType;
        if (left is not null && right is not null && left != right)
        {
            found.Add("(content-type)", Wording.Shorten(left), Wording.Shorten(right));
        }
    }
}
