using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Translation.Debts;
using Strangler.Gateway.Routing;
using Strangler.Gateway.Shadowing;
using Strangler.Postgres.Parity;

namespace Strangler.Tests.Unit.Native;

public sealed class ShadowBudgetTests
{
    [Fact]
    public void After_quiet_time_only_as_many_calls_as_fit_are_taken_at_once()
    {
        MovingClock clock = new();
        ShadowBudget budget = new(perSecond: 10, atOnce: 3, clock);

        Assert.Equal([true, true, true, false], Take(budget, 4));
        clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, false], Take(budget, 4));
    }

    [Fact]
    public void Time_gives_back_what_it_allows_and_no_more()
    {
        MovingClock clock = new();
        ShadowBudget budget = new(perSecond: 10, atOnce: 3, clock);
        Take(budget, 4);

        clock.Pass(TimeSpan.FromMilliseconds(150));
        Assert.Equal([true, false], Take(budget, 2));
        clock.Pass(TimeSpan.FromMilliseconds(51));
        Assert.Equal([true, false], Take(budget, 2));
    }

    [Fact]
    public void What_is_skipped_is_counted_by_route_side_and_reason_and_taken_once()
    {
        Operation operation = DebtQueries.Operations[0];
        RoutePlan plan = new(RouteMode.Shadow, 7, null);
        SkippedCalls skipped = new();
        skipped.Add(operation, plan, Side.Legacy, "over-rate", TimeSpan.FromSeconds(1));
        skipped.Add(operation, plan, Side.Legacy, "over-rate", TimeSpan.FromSeconds(3));
        skipped.Add(operation, plan, Side.Legacy, "queue-full", TimeSpan.FromSeconds(5));

        VerdictRecord[] taken = [.. skipped.Take(DateTimeOffset.UnixEpoch)];

        Assert.Equal(
            [("over-rate", 2L, 2.0), ("queue-full", 1L, 5.0)],
            taken.OrderBy(one => one.Reason).Select(one => (one.Reason, one.Calls, one.PrimaryTook.TotalSeconds)));
        Assert.All(taken, one => Assert.Equal((operation.Name, 7L, CallOutcome.NotCompared),
            (one.Operation, one.RouteVersion, one.Outcome)));
        Assert.Empty(skipped.Take(DateTimeOffset.UnixEpoch));
    }

    private static bool[] Take(ShadowBudget budget, int times) =>
        [.. Enumerable.Range(0, times).Select(_ => budget.TryTake())];
}
