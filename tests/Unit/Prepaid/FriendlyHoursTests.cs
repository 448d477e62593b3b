using System.Globalization;
using Strangler.Core.Prepaid;

namespace Strangler.Tests.Unit.Prepaid;

/// <summary>When nobody is cut off, by the clocks where the contract is.</summary>
public sealed class FriendlyHoursTests
{
    [Theory]
    [InlineData(2026, "01-01 02-02 03-16 05-01 09-16 11-16 12-25")]
    [InlineData(2027, "01-01 02-01 03-15 05-01 09-16 11-15 12-25")]
    [InlineData(2030, "01-01 02-04 03-18 05-01 09-16 10-01 11-18 12-25")]
    [InlineData(2024, "01-01 02-05 03-18 05-01 09-16 10-01 11-18 12-25")]
    [InlineData(2018, "01-01 02-05 03-19 05-01 09-16 11-19 12-01 12-25")]
    public void Statutory_holidays_move_as_the_law_says(int year, string expected) => Assert.Equal(
        expected,
        string.Join(' ', MexicanHolidays.Of(year).Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture))));

    [Theory]
    // A Tuesday.
    [InlineData("America/Mexico_City", "2026-07-14T23:59:59Z", false)]
    [InlineData("America/Mexico_City", "2026-07-15T00:00:00Z", true)]
    [InlineData("America/Mexico_City", "2026-07-15T13:59:59Z", true)]
    [InlineData("America/Mexico_City", "2026-07-15T14:00:00Z", false)]
    [InlineData("America/Hermosillo", "2026-07-15T14:00:00Z", true)]
    [InlineData("America/Hermosillo", "2026-07-15T15:00:00Z", false)]
    [InlineData("America/Cancun", "2026-07-15T13:00:00Z", false)]
    [InlineData("America/Cancun", "2026-07-14T23:00:00Z", true)]
    // Tijuana changes its clocks: 8:00 is 16:00 UTC in winter and 15:00 in summer.
    [InlineData("America/Tijuana", "2026-03-06T15:30:00Z", true)]
    [InlineData("America/Tijuana", "2026-03-06T16:00:00Z", false)]
    [InlineData("America/Tijuana", "2026-03-09T14:59:00Z", true)]
    [InlineData("America/Tijuana", "2026-03-09T15:00:00Z", false)]
    [InlineData("America/Tijuana", "2026-10-30T15:00:00Z", false)]
    [InlineData("America/Tijuana", "2026-11-02T15:30:00Z", true)]
    // A Saturday, and the third Monday of November at noon.
    [InlineData("America/Mexico_City", "2026-07-18T18:00:00Z", true)]
    [InlineData("America/Mexico_City", "2026-11-16T18:00:00Z", true)]
    [InlineData("America/Mexico_City", "2026-11-17T18:00:00Z", false)]
    public void Clocks_are_those_of_the_contracts_zone(string zone, string instant, bool expected) => Assert.Equal(
        expected, FriendlyHours.Usual.IsFriendly(At(instant), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("America/Mexico_City", "2026-07-15T01:07:00Z", "2026-07-15T14:00:00Z")]
    // A Friday evening before a Monday of rest: on Tuesday at eight.
    [InlineData("America/Mexico_City", "2026-11-14T00:30:00Z", "2026-11-17T14:00:00Z")]
    // The night in which the clocks go forward is an hour shorter.
    [InlineData("America/Tijuana", "2026-03-07T03:00:00Z", "2026-03-09T15:00:00Z")]
    [InlineData("America/Tijuana", "2026-10-31T03:00:00Z", "2026-11-02T16:00:00Z")]
    [InlineData("America/Mexico_City", "2026-07-15T18:00:00Z", "2026-07-15T18:00:00Z")]
    public void They_end_at_the_next_minute_at_which_one_may_be_cut_off(string zone, string from, string expected) =>
        Assert.Equal(
            At(expected), FriendlyHours.Usual.EndsAt(At(from), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void The_utility_adds_days_of_its_own_and_may_leave_out_week_ends()
    {
        FriendlyHours hours = FriendlyHours.Usual with
        {
            WeekEnds = false,
            Added = new HashSet<DateOnly> { new(2026, 7, 15) },
        };
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Mexico_City");

        Assert.True(hours.IsFriendly(At("2026-07-15T18:00:00Z"), zone));
        Assert.False(hours.IsFriendly(At("2026-07-18T18:00:00Z"), zone));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
