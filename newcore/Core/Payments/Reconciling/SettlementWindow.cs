namespace Strangler.Core.Payments.Reconciling;

/// <summary>How long money takes: up to so many banking days, which are Monday to Friday.</summary>
public static class SettlementWindow
{
    public const int BankingDays = 3;

    /// <summary>The first day on which something that is booked now may have been paid.</summary>
    public static DateOnly FirstDay(DateOnly booked)
    {
        DateOnly day = booked;
        for (int left = BankingDays; ; day = day.AddDays(-1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && left-- == 0)
            {
                return day;
            }
        }
    }
}
