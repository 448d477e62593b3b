using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>What the stand-in answers to each of the 121 operations.</summary>
internal static class AllAnswers
{
    public static AnswerTable Create(LegacyBooks books, Changes changes, TimeProvider clock)
    {
        AnswerTable table = new();
        _ = (books, changes, clock);
        return table;
    }
}
