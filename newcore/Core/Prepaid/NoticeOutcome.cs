namespace Strangler.Core.Prepaid;

/// <summary>What became of a notice.</summary>
public abstract record NoticeOutcome
{
    private NoticeOutcome()
    {
    }

    public sealed record Sent : NoticeOutcome;

    /// <param name="Why">Without personal data.</param>
    /// <param name="ForGood">Trying again is of no use.</param>
    public sealed record Failed(string Why, bool ForGood) : NoticeOutcome;
}
