namespace Strangler.Core.Metering;

/// <summary>What must be known of a meter to judge its next sample. The default is a meter never heard of.</summary>
public readonly record struct MeterState
{
    /// <summary>The count from which the period is counted; null before the first.</summary>
    public CountAt? Opening { get; init; }

    /// <summary>Set by a period's begin: an earlier sample does not move it, as it moves a mere first one.</summary>
    public bool OpeningIsFixed { get; init; }

    /// <summary>The last rated one, in time.</summary>
    public CountAt? Latest { get; init; }

    /// <summary>Litres rated from the opening to the latest.</summary>
    public long Used { get; init; }

    /// <summary>Of the latest; the meter's own counter of messages.</summary>
    public long? Sequence { get; init; }

    /// <summary>Since when the count of the latest stands.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The newest sample's instant by the meter's clock, rated or not.</summary>
    public DateTimeOffset HeardAt { get; init; }

    /// <summary>Conditions that have begun and are not over.</summary>
    public MeterConditions Open { get; init; }

    /// <summary>Stated by late samples and told once; forgotten when the same condition begins or ends later.</summary>
    public MeterConditions ToldLate { get; init; }

    /// <summary>The hour of arrival in which samples are counted, since 0001-01-01.</summary>
    public long ArrivalHour { get; init; }

    /// <summary>Samples that arrived in that hour.</summary>
    public int Arrived { get; init; }
}
