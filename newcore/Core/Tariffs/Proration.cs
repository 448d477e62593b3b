namespace Strangler.Core.Tariffs;

public enum Proration
{
    None,

    /// <summary>Days in service / 30, to three decimals: AquaCIS's fixed charges.</summary>
    DaysOfThirty,

    /// <summary>Days in service / days of the period, exact.</summary>
    DaysOfPeriod,
}
