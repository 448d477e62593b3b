using Strangler.Core.Identity;
using Strangler.Core.Prepaid;

namespace Strangler.Tests.Unit.Prepaid;

/// <summary>Counters of both sides come to the same, whenever they meet.</summary>
public sealed class MeterCountersTests
{
    [Fact]
    public void Reports_come_to_the_same_in_any_order_and_however_often()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            (int Loaded, int Used)[] reports =
                [.. Enumerable.Range(1, 8).Select(at => (at * random.Next(500), at * random.Next(400)))];
            Money loaded = new(random.Next(3_000));
            Money used = new(random.Next(2_000));
            MeterCounters straight = reports.Aggregate(
                new MeterCounters(loaded, used, Money.Zero, Money.Zero),
                (now, one) => now.Report(new Money(one.Loaded), new Money(one.Used)));

            (int Loaded, int Used)[] again = [.. reports, .. reports];
            random.Shuffle(again);
            // Half of them come before we know of our own.
            MeterCounters mixed = again[..8].Aggregate(
                default(MeterCounters), (now, one) => now.Report(new Money(one.Loaded), new Money(one.Used)));
            mixed = again[8..].Aggregate(
                mixed with { Loaded = loaded, Used = used },
                (now, one) => now.Report(new Money(one.Loaded), new Money(one.Used)));

            Assert.Equal(straight.Credit, mixed.Credit);
            Assert.Equal(
                Math.Max(loaded.Centavos, reports.Max(one => one.Loaded))
                    - Math.Max(used.Centavos, reports.Max(one => one.Used)),
                straight.Credit.Centavos);
        }
    }

    [Fact]
    public void What_a_meter_used_before_we_charged_it_is_not_charged_twice()
    {
        MeterCounters offline = default(MeterCounters).Report(new Money(10_000), new Money(700));
        MeterCounters charged = offline with { Loaded = new Money(10_000), Used = new Money(600) };
        MeterCounters more = charged with { Used = new Money(900) };

        Assert.Equal((700, 100, 0), (
            offline.UsedAhead.Centavos, charged.UsedAhead.Centavos, more.UsedAhead.Centavos));
        Assert.Equal((9_300, 9_300, 9_100), (
            offline.Credit.Centavos, charged.Credit.Centavos, more.Credit.Centavos));
    }
}
