using Strangler.Cfdi.Building;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Watching;

/// <summary>How often each step is done, and what is done at all.</summary>
public sealed record WatchSettings
{
    /// <summary>Documents of payments.</summary>
    public TimeSpan ComplementsEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether invoices and notes are issued as they are posted.</summary>
    public bool Issues { get; init; }

    public TimeSpan IssueEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Whose invoices and notes; none: of all.</summary>
    public IReadOnlyList<BillingGroup> Groups { get; init; } = [];

    /// <summary>The span that a day's receipts of the public belong to; null: no global documents.</summary>
    public Func<DateOnly, GlobalSpan>? SpanOf { get; init; }

    public TimeSpan GlobalEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many days back spans are looked for that have none yet.</summary>
    public int GlobalDays { get; init; } = 92;

    /// <summary>Cancellations.</summary>
    public TimeSpan PursueEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What is waiting is counted.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After a step failed; it doubles each time, up to <see cref="LongestRetry"/>.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>While another process issues.</summary>
    public TimeSpan BusyRetry { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>day, week, fortnight, month; anything else is none.</summary>
    public static Func<DateOnly, GlobalSpan>? SpanNamed(string name) => name switch
    {
        "day" => GlobalSpan.Day,
        "week" => GlobalSpan.Week,
        "fortnight" => GlobalSpan.Fortnight,
        "month" => GlobalSpan.Month,
        _ => null,
    };
}
