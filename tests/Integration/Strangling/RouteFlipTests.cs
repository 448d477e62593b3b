using System.Collections.Concurrent;
using Strangler.Gateway.Routing;
using Strangler.Postgres.Routes;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>Routes change under load: nobody fails, and every answer is as the routes of its version say.</summary>
public sealed class RouteFlipTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const int Flips = 1_000;
    private const int ClientsOfEach = 2;
    private static readonly string[] Modes = ["shadow", "native", "native-shadow", "legacy"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private sealed record Seen(SampleCustomer Customer, ExplainedAnswer Answer);

    [Fact]
    public async Task A_thousand_flips_under_load_over_two_gateways_fail_no_request_and_explain_every_answer()
    {
        SampleCustomer[] asked =
        [
            .. SampleCustomer.All.Where(customer => customer.Group == StranglingStage.Group).Take(5),
            .. SampleCustomer.All.Where(customer => customer.Group != StranglingStage.Group).Take(2),
        ];
        Dictionary<int, string> right = [];
        foreach (SampleCustomer customer in asked)
        {
            right[customer.Contract] =
                (await DebtCall.GetDeuda(customer.Contract).AskAsync(stage.Legacy)).Text;
        }

        await using RunningGateway one = await stage.StartGatewayAsync();
        await using RunningGateway two = await stage.StartGatewayAsync();
        ConcurrentBag<Seen> seen = [];
        using CancellationTokenSource flipped = new();
        Task[] clients =
        [
            .. new[] { one, two }.SelectMany(gateway => Enumerable.Repeat(gateway, ClientsOfEach))
                .Select(gateway => AskUntilAsync(gateway, asked, seen, flipped.Token)),
        ];
        await FlipAsync();
        await flipped.CancelAsync();
        await Task.WhenAll(clients);

        Assert.All(seen, each => Assert.Equal(
            (200, right[each.Customer.Contract]), (each.Answer.Status, each.Answer.Text)));
        await AssertExplainedAsync(seen);
    }

    /// <summary>Through the desk that the command line and the admin API use, as fast as it goes.</summary>
    private async Task FlipAsync()
    {
        RouteDesk desk = new(new RouteStore(stage.Database), OperationModes.Present);
        for (int flip = 0; flip < Flips; flip++)
        {
            RouteRequest request = new(
                RouteAction.Set, null, null, StranglingStage.Group, Modes[flip % Modes.Length]);
            RouteOrderOutcome outcome =
                await desk.ApplyAsync(new RouteOrder([request], "Ana", "flip"), Cancellation);
            Assert.Equal(new RouteChangeOutcome.Applied(flip + 1, 1), outcome.Result);
        }
    }

    private static async Task AskUntilAsync(
        RunningGateway gateway, SampleCustomer[] asked, ConcurrentBag<Seen> seen, CancellationToken flipped)
    {
        for (int i = 0; !flipped.IsCancellationRequested; i++)
        {
            SampleCustomer customer = asked[i % asked.Length];
            seen.Add(new Seen(customer, await DebtCall.GetDeuda(customer.Contract).AskAsync(gateway.Address)));
        }
    }

    private async Task AssertExplainedAsync(IReadOnlyCollection<Seen> seen)
    {
        IReadOnlyList<RouteHistoryEntry> history =
            await new RouteStore(stage.Database).HistoryAsync(RouteStore.HistoryLimit, Cancellation);
        Dictionary<long, string> modes = history.ToDictionary(entry => entry.Stamp.Version, entry => entry.After!);
        modes[0] = "legacy";
        Assert.Equal(Flips + 1, modes.Count);
        foreach ((SampleCustomer customer, ExplainedAnswer answer) in seen)
        {
            Explanation said = answer.Explanation!;
            string mode = customer.Group == StranglingStage.Group ? modes[said.Routes] : "legacy";
            string by = mode.StartsWith("native", StringComparison.Ordinal) ? "native" : "legacy";
            Assert.Equal((said.Routes, mode, by), (said.Routes, said.Mode, said.By));
            Assert.Contains(said.Group, mode == "legacy" ? ["", customer.Group] : new[] { customer.Group });
        }

        // Else the load would have missed the flips.
        Assert.True(seen.Select(each => each.Answer.Explanation!.Routes).Distinct().Count() > 20);
        Assert.Superset(
            Modes.ToHashSet(), seen.Select(each => each.Answer.Explanation!.Mode).ToHashSet());
    }
}
