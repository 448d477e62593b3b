using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Translation.Debts;
using Strangler.Gateway.Observability;
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

    /// <summary>Nor does it take of the budget what others could use.</summary>
    [Fact]
    public void While_a_candidate_rests_its_calls_are_not_even_copied()
    {
        MovingClock clock = new();
        IOptions<ShadowOptions> options = Options.Create(new ShadowOptions
        {
            QueueLimit = 1,
            ComparisonsPerSecond = 1,
            FailuresBeforePause = 1,
            Pause = TimeSpan.FromSeconds(10),
        });
        using GatewayMetrics gateway = new();
        ShadowMetrics metrics = new(gateway);
        using VerdictWriter writer = new(null, metrics, clock, NullLogger<VerdictWriter>.Instance);
        CandidatePause pause = new(options, clock);
        ShadowQueue queue = new(options, metrics, writer, pause, clock);
        Operation operation = DebtQueries.Operations[0];
        pause.Failed(operation, Side.Legacy);

        Assert.Equal("candidate-paused", queue.WhyNot(operation, Side.Legacy));
        Assert.Equal("candidate-paused", queue.WhyNot(operation, Side.Legacy));
        Assert.Null(queue.WhyNot(operation, Side.Native));
        Assert.Equal("over-rate", queue.WhyNot(DebtQueries.Operations[1], Side.Legacy));
        clock.Pass(TimeSpan.FromSeconds(10));
        Assert.Null(queue.WhyNot(operation, Side.Legacy));
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
