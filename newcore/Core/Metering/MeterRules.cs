namespace Strangler.Core.Metering;

/// <summary>By what one meter's samples are judged.</summary>
public sealed record MeterRules
{
    public static readonly MeterRules Default = new();

    /// <summary>Litres at which the dials turn to zero; null where they never do.</summary>
    public long? Range { get; init; }

    /// <summary>Litres an hour that can pass the meter; more is a jump, and no turn of the dials.</summary>
    public long HighestFlow { get; init; } = MeterSizes.UnknownFlow;

    /// <summary>Samples of one hour of arrival; a month of hourly ones at once is no flood.</summary>
    public int MostPerHour { get; init; } = 5_000;

    public TimeSpan TooOldAfter { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How far ahead of ours a meter's clock may be.</summary>
    public TimeSpan FutureAfter { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan GapAfter { get; init; } = TimeSpan.FromHours(26);

    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Litres an hour as a rule; null where that is not known, and then nothing is unusual.</summary>
    public long? UsualPerHour { get; init; }

    /// <summary>So many times the usual is unusual.</summary>
    public int UnusualTimes { get; init; } = 10;

    /// <summary>Litres between two readings below which nothing is unusual.</summary>
    public long UnusualFrom { get; init; } = 500;
}
