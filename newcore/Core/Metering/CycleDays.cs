using Strangler.Core.Debts;

namespace Strangler.Core.Metering;

/// <summary>The cycle that a day is in.</summary>
/// <param name="To">Included.</param>
public readonly record struct CycleDays(BillingCycle Cycle, DateOnly From, DateOnly To)
{
    /// <summary>Year x 100 + period.</summary>
    public int Number => (Cycle.Year * 100) + Cycle.Period;

    public bool Has(DateOnly day) => From <= day && day <= To;
}
