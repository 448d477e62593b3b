namespace Strangler.Postgres.Cfdi;

/// <summary>How patiently cancellations are followed, and until when SAT takes them.</summary>
public sealed record CancellationSettings
{
    /// <summary>Between two questions about a request.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After a request that SAT did not take; it also knows new documents only after minutes.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A receiver has three business days; longer than any run of holidays.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(15);

    /// <summary>
    /// Month and day of the next year until which a document of this year may be cancelled (CFF 29-A: with the annual
    /// return; companies 31 March). Null: no limit of ours, SAT answers 208.
    /// </summary>
    public (int Month, int Day)? LastDay { get; init; } = (3, 31);

    /// <returns>Null without a limit.</returns>
    public DateOnly? LastDayOf(DateOnly issued) =>
        LastDay is { } last ? new DateOnly(issued.Year + 1, last.Month, last.Day) : null;
}
