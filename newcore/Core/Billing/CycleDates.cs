namespace Strangler.Core.Billing;

/// <summary>The days of one cycle of one billing group.</summary>
/// <param name="To">The last day, inclusive.</param>
/// <param name="Issued">The date the bills bear.</param>
/// <param name="Due">The last day to pay without surcharge.</param>
public readonly record struct CycleDates(DateOnly From, DateOnly To, DateOnly Issued, DateOnly Due)
{
    public bool Overlaps(CycleDates other) => From <= other.To && other.From <= To;
}
