namespace Strangler.Core.Billing;

/// <summary>Supply without a break.</summary>
/// <param name="Until">The last day; null where it has not ended.</param>
public readonly record struct ServiceSpan(DateOnly Since, DateOnly? Until)
{
    public bool Meets(DateOnly from, DateOnly to) => Since <= to && (Until is not { } end || end >= from);

    /// <summary>Days billed of the period; a day of entry is not.</summary>
    public int DaysWithin(DateOnly from, DateOnly to)
    {
        DateOnly start = Since >= from ? Since.AddDays(1) : from;
        DateOnly end = Until is { } until && until < to ? until : to;
        return Math.Max(0, end.DayNumber - start.DayNumber + 1);
    }
}
