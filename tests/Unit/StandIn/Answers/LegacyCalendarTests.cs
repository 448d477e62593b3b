using System.Globalization;
using Strangler.AquaCis.StandIn.Answers;

namespace Strangler.Tests.Unit.StandIn.Answers;

public sealed class LegacyCalendarTests
{
    [Theory]
    [InlineData("2026-02-03", "2026-02-03")]
    [InlineData("03/02/2026", "2026-02-03")]
    [InlineData("3/2/2026", "2026-02-03")]
    [InlineData("2026-02-03T12:00:00.000-06:00", "2026-02-03")]
    [InlineData("20260203", "2026-02-03")]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_day_is_read_in_the_forms_that_consumers_send(string? text, string? expected) =>
        Assert.Equal(expected, LegacyCalendar.Read(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-02-11T12:00:00.000-06:00", "2026-02-11T18:00:00")]
    [InlineData("2026-02-11T12:00:00", "2026-02-11T18:00:00")]
    [InlineData("2026-02-11T12:00:00Z", "2026-02-11T12:00:00")]
    [InlineData("2026-02-11", "2026-02-11T06:00:00")]
    [InlineData("soon", null)]
    public void An_instant_without_an_offset_is_the_utilitys_time(string text, string? utc) => Assert.Equal(
        utc, LegacyCalendar.ReadInstant(text)?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture));

    [Fact]
    public void Months_are_abbreviated_in_Spanish() => Assert.Equal(
        ["<ENE> - <ENE>", "<ABR> - <ABR>", "<AGO> - <AGO>", "<DIC> - <DIC>"],
        new[] { 1, 4, 8, 12 }.Select(LegacyCalendar.Period));
}
