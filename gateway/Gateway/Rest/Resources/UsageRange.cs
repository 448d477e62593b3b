using Strangler.Core.Metering;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>The days whose water is told, day by day or hour by hour.</summary>
/// <param name="To">Included.</param>
internal readonly record struct UsageRange(DateOnly From, DateOnly To, bool ByHour)
{
    public const int MostDays = 62;

    public const int MostDaysByHour = 7;

    private static readonly DateOnly First = new(2000, 1, 1);

    /// <summary>What was left out is the cycle up to today, as much of it as one answer holds.</summary>
    public static UsageRange Of(DateOnly? from, DateOnly? to, bool byHour, CycleDays? cycle, DateOnly today)
    {
        int most = Most(byHour);
        DateOnly last = to ?? (from is { } first && today.DayNumber - first.DayNumber >= most
            ? first.AddDays(most - 1) : today);
        DateOnly earliest = DateOnly.FromDayNumber(Math.Max(last.DayNumber + 1 - most, First.DayNumber));
        DateOnly usual = cycle is { } days && days.Has(last) && days.From > earliest ? days.From : earliest;
        return new UsageRange(from ?? usual, last, byHour);
    }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public ProblemError? Fault(DateOnly today) =>
        From < First || To < First ? Wrong("?from", $"There is nothing before {First:yyyy-MM-dd}.")
        : To > today ? Wrong("?to", "The last day must not be after today.")
        : From > To ? Wrong("?from", "The first day must not be after the last one.")
        : To.DayNumber - From.DayNumber >= Most(ByHour)
            ? Wrong("?from", $"One answer holds {MostDays} days, or {MostDaysByHour} days by hour.")
        : null;

    private static int Most(bool byHour) => byHour ? MostDaysByHour : MostDays;

    private static ProblemError Wrong(string place, string message) => new(place, message);
}
