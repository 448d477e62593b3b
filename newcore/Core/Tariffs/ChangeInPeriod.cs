namespace Strangler.Core.Tariffs;

/// <summary>What happens when prices, class, meter size or units change within a period.</summary>
public enum ChangeInPeriod
{
    /// <summary>Those of the last day hold for the whole period, as AquaCIS does.</summary>
    LastDay,

    /// <summary>The period is split by days, and quantity with it.</summary>
    Prorate,
}
