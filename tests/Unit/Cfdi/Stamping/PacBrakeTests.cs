using Strangler.Cfdi.Stamping;

namespace Strangler.Tests.Unit.Cfdi.Stamping;

public sealed class PacBrakeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StampOutcome Lost = new StampOutcome.Unknown("timeout");
    private static readonly StampingSettings Settings = new()
    {
        BrakeAfter = 3,
        FirstBrake = TimeSpan.FromSeconds(5),
        LongestBrake = TimeSpan.FromSeconds(15),
    };

    private readonly List<(string, bool)> _changes = [];

    [Fact]
    public void A_PAC_that_fails_in_a_row_is_left_alone_and_tried_by_one_document_after_growing_pauses()
    {
        PacBrakes brakes = Create();
        Fail(brakes, 2);
        brakes.Ended("finkok", 9, new StampOutcome.AlreadyStamped(null, null), Start);
        Fail(brakes, 2);
        Assert.Equal(["finkok", "sw"], brakes.Free);

        Fail(brakes, 1);
        Assert.Equal(["sw"], brakes.Free);
        Assert.False(brakes.Lets("finkok", 7));
        DateTimeOffset now = Start;
        foreach (int seconds in new[] { 5, 10, 15, 15 })
        {
            Assert.Empty(brakes.ToTry(now.AddSeconds(seconds - 1)));
            now = now.AddSeconds(seconds);
            Assert.Equal(["finkok"], brakes.ToTry(now));
            brakes.Try("finkok", 7);
            Assert.Empty(brakes.ToTry(now));
            Assert.True(brakes.Lets("finkok", 7));
            Assert.False(brakes.Lets("finkok", 8));
            brakes.Ended("finkok", 8, Lost, now);
            Assert.True(brakes.Lets("finkok", 7));
            brakes.Ended("finkok", 7, new StampOutcome.Unavailable("703", ""), now);
        }

        Assert.Equal([("finkok", true)], _changes);
    }

    [Fact]
    public void It_is_asked_by_all_again_when_the_one_document_went_well_and_forgets()
    {
        PacBrakes brakes = Create();
        Fail(brakes, 3);
        brakes.Try("finkok", 7);
        brakes.GaveUp("finkok", 7);
        brakes.Try("finkok", 7);
        brakes.Ended("finkok", 7, new StampOutcome.NotFound(), Start);
        Assert.Equal(["sw"], brakes.Free);
        Assert.Equal(["finkok"], brakes.ToTry(Start.AddSeconds(5)));
        brakes.Try("finkok", 8);
        brakes.Ended("finkok", 8, new StampOutcome.Refused("301", ""), Start);

        Assert.Equal(["finkok", "sw"], brakes.Free);
        Assert.Null(brakes.WaitAt(Start));
        Fail(brakes, 2);
        Assert.Equal(["finkok", "sw"], brakes.Free);
        Assert.Equal([("finkok", true), ("finkok", false)], _changes);
    }

    private PacBrakes Create() => new(["finkok", "sw"], Settings, (pac, on) => _changes.Add((pac, on)));

    private static void Fail(PacBrakes brakes, int times)
    {
        for (int time = 0; time < times; time++)
        {
            brakes.Ended("finkok", time, Lost, Start);
        }
    }
}
