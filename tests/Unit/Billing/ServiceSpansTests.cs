using Strangler.Core.Billing;

namespace Strangler.Tests.Unit.Billing;

public sealed class ServiceSpansTests
{
    private static readonly DateOnly Signed = new(2020, 5, 1);

    [Theory]
    [InlineData("", "2026-02-01..2026-02-28 28")]
    [InlineData("stopped 2026-02-10", "2026-02-01..2026-02-28 10")]
    [InlineData("stopped 2026-01-31", "none")]
    [InlineData("stopped 2026-02-28", "2026-02-01..2026-02-28 28")]
    [InlineData("stopped 2025-12-10,started 2026-02-10", "2026-02-01..2026-02-28 18")]
    [InlineData("stopped 2025-12-10,started 2026-02-28", "2026-02-01..2026-02-28 0")]
    [InlineData("stopped 2025-12-10,started 2026-03-01", "none")]
    [InlineData("stopped 2026-02-05,started 2026-02-20", "2026-02-01..2026-02-28 13")]
    [InlineData("started 2026-02-20", "2026-02-01..2026-02-28 8")]
    public void Days_are_billed_while_there_is_supply(string events, string expected)
    {
        BillInput input = new() { Since = Signed };
        ServiceSpans spans = Told(events);
        input.Spans.AddRange(events.Length == 0 ? [] : spans.All);

        BilledDays.Set(input, new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 28));

        bool supplied = BillingRules.Decide(input, []) is not BillingVerdict.Skipped;
        Assert.Equal(
            expected,
            supplied
                ? $"{input.Facts.PeriodStart:yyyy-MM-dd}..{input.Facts.PeriodEnd:yyyy-MM-dd} {input.Facts.Days}"
                : "none");
        Assert.True(supplied || input.Facts.Days == 0);
    }

    [Theory]
    [InlineData("", "stopped 2026-02-10", null)]
    [InlineData("", "started 2026-02-10", ServiceEventRefusal.SuppliedAlready)]
    [InlineData("", "stopped 2020-04-30", ServiceEventRefusal.BeforeContract)]
    [InlineData("", "stopped 2026-01-30", ServiceEventRefusal.BilledAlready)]
    [InlineData("", "stopped 2026-01-31", null)]
    [InlineData("stopped 2026-02-10", "stopped 2026-02-11", ServiceEventRefusal.NotSupplied)]
    [InlineData("stopped 2026-02-10", "started 2026-02-10", ServiceEventRefusal.OutOfOrder)]
    [InlineData("stopped 2026-02-10", "started 2026-02-11", null)]
    [InlineData("stopped 2026-02-10,started 2026-03-01", "stopped 2026-02-20", ServiceEventRefusal.OutOfOrder)]
    public void An_event_must_fit_what_is_known(string before, string told, ServiceEventRefusal? expected)
    {
        (ServiceEventKind kind, DateOnly day) = Read(told);

        Assert.Equal(expected, Told(before).Judge(kind, day, new DateOnly(2026, 1, 31), everBilled: true));
    }

    [Fact]
    public void Who_was_never_billed_may_be_told_the_first_day()
    {
        Assert.Null(Told("").Judge(ServiceEventKind.Started, new DateOnly(2026, 2, 10), null, everBilled: false));
        Assert.Equal(
            ServiceEventRefusal.SuppliedAlready,
            Told("started 2026-02-10").Judge(
                ServiceEventKind.Started, new DateOnly(2026, 2, 11), null, everBilled: false));
    }

    private static ServiceSpans Told(string events)
    {
        ServiceSpans spans = new(Signed, until: null);
        foreach (string one in events.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            (ServiceEventKind kind, DateOnly day) = Read(one);
            spans.Apply(kind, day);
        }

        return spans;
    }

    private static (ServiceEventKind Kind, DateOnly Day) Read(string text)
    {
        string[] parts = text.Split(' ');
        return (
            Enum.Parse<ServiceEventKind>(parts[0], ignoreCase: true),
            DateOnly.ParseExact(parts[1], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }
}
