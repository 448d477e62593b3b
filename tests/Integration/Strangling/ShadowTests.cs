using Npgsql;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Translation;
using Strangler.Gateway.Routing;
using Strangler.Postgres.Parity;
using Strangler.Postgres.Routes;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>The shadow beside real calls: it counts all of them, and no caller ever notices it.</summary>
public sealed class ShadowTests(StranglingStage stage) : IClassFixture<StranglingStage>, IAsyncLifetime
{
    private readonly ShadowStage _shadow = new(stage);

    public async ValueTask InitializeAsync() => await _shadow.ForgetAsync();

    public async ValueTask DisposeAsync() => await stage.UprootAsync();

    [Theory]
    [InlineData("shadow", "legacy")]
    [InlineData("native-shadow", "native")]
    public async Task Untouched_every_query_of_every_group_is_the_same(string mode, string by)
    {
        await stage.RouteAsync(mode);
        await using RunningGateway gateway = await stage.StartGatewayAsync("--Shadow:NoiseShare=0");
        DebtCall[] calls =
        [
            .. SampleCustomer.All.GroupBy(customer => customer.Group).SelectMany(group => group.Take(8))
                .SelectMany(customer => DebtCall.About(customer.Contract, customer.TaxId)),
        ];
        foreach (DebtCall call in calls)
        {
            ExplainedAnswer answer = await call.AskAsync(gateway.Address);
            Assert.Equal((200, by, mode), (answer.Status, answer.Explanation!.By, answer.Explanation.Mode));
        }

        await _shadow.BecomesAsync(CallOutcome.Same, calls.Length);
        IReadOnlyList<ParitySummaryRow> rows = await _shadow.SummarizeAsync();
        Assert.Equal(6 * SampleCustomer.All.Select(customer => customer.Group).Distinct().Count(), rows.Count);
        Assert.All(rows, row => Assert.Equal((row.Compared, 0m), (row.Count(CallOutcome.Same), row.MoneyDelta)));
    }

    [Fact]
    public async Task A_candidate_that_hangs_harms_no_caller_and_is_left_alone_after_some_failures()
    {
        await stage.RouteAsync("native-shadow");
        await using RunningGateway gateway = await stage.StartGatewayAsync(
            "--Shadow:Workers=1", "--Shadow:Timeout=00:00:00.100", "--Shadow:FailuresBeforePause=3",
            "--Shadow:Pause=01:00:00");
        await stage.PlantAsync("failures", "getDeuda", """{"mode":"hang"}""");
        await AskAsync(gateway, 12);
        await ReasonsBecomeAsync("candidate-paused: 9, timeout: 3");
    }

    [Fact]
    public async Task What_was_not_compared_when_the_gateway_stops_is_counted()
    {
        await stage.RouteAsync("native-shadow");
        await using (RunningGateway gateway = await stage.StartGatewayAsync("--Shadow:Workers=2"))
        {
            await stage.PlantAsync("failures", "getDeuda", """{"mode":"hang"}""");
            await AskAsync(gateway, 5);
        }

        Assert.Equal(new KeyValuePair<string, long>("stopped", 5), Assert.Single(await _shadow.ReasonsAsync()));
    }

    [Theory]
    [InlineData("*", "down", "unreachable")]
    [InlineData("getDeuda", "reset", "unreachable")]
    [InlineData("getDeuda", "half", "unreachable")]
    [InlineData("getDeuda", "error500", "candidate: ")]
    public async Task A_candidate_that_fails_harms_no_caller_and_is_counted_with_the_reason(
        string operation, string failure, string reason)
    {
        await stage.RouteAsync("native-shadow");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        await stage.PlantAsync("failures", operation, $$"""{"mode":"{{failure}}"}""");
        await AskAsync(gateway, 3);
        await _shadow.BecomesAsync(CallOutcome.Failed, 3);
        Assert.StartsWith(reason, Assert.Single(await _shadow.ReasonsAsync()).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_primary_that_fails_is_counted_as_not_compared()
    {
        await stage.RouteAsync("shadow");
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        await stage.PlantAsync("failures", "getDeuda", """{"mode":"reset"}""");
        await DebtCall.GetDeuda(SampleCustomer.All[0].Contract).AskAsync(gateway.Address);
        await ReasonsBecomeAsync("legacy-broken: 1");
    }

    [Fact]
    public async Task Calls_beyond_the_queue_are_dropped_and_counted()
    {
        await stage.RouteAsync("native-shadow");
        await using RunningGateway gateway = await stage.StartGatewayAsync(
            "--Shadow:Workers=1", "--Shadow:QueueLimit=1", "--Shadow:Timeout=00:00:01");
        await stage.PlantAsync("failures", "getDeuda", """{"mode":"hang"}""");
        await AskAsync(gateway, 30);
        await Eventually.BecomesAsync(30, async () => (await _shadow.ReasonsAsync()).Values.Sum());
        long dropped = (await _shadow.ReasonsAsync())["queue-full"];
        Assert.InRange(dropped, 1, 29);
        string metrics = await gateway.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains(
            $"strangler_shadow_not_compared_total{{operation=\"getDeuda\",reason=\"queue-full\"}} {dropped}\n",
            metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shadow")]
    [InlineData("native-shadow")]
    public async Task A_command_is_never_sent_twice_whatever_the_routes_say(string mode)
    {
        // Else the same requests of the other mode would be answered from what is recorded of them.
        await using (NpgsqlCommand forget = stage.Database.Command("TRUNCATE write_record"))
        {
            await forget.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await stage.RouteAsync(mode);
        await using RecordingRelay relay =
            await RecordingRelay.StartAsync(stage.Legacy, TestContext.Current.CancellationToken);
        await using RunningGateway gateway =
            await stage.StartGatewayAsync($"--Legacy:Address={relay.Address}", "--Shadow:Workers=1");
        Operation[] commands = [.. ContractCatalog.AquaCis.Operations.Where(operation =>
            operation.Kind == OperationKind.Command)];
        foreach (Operation command in commands)
        {
            await gateway.PostAsync(
                ContractCatalog.ServicesPath + command.Service,
                Envelopes.Body($"<o:{command.Request.Name} xmlns:o=\"{command.Request.Namespace}\"/>"));
        }

        // The queue is first in, first out: when this one has been compared, whatever came before it has been, too.
        await AskAsync(gateway, 1);
        await _shadow.BecomesAsync(CallOutcome.Same, 1);
        Assert.True(commands.Length > 10);
        Assert.Equal(commands.Length + 1, relay.Posts.Count);
    }

    [Fact]
    public async Task A_command_goes_to_one_side_and_without_a_native_one_to_legacy()
    {
        RouteDesk desk = new(new RouteStore(stage.Database), OperationModes.Present);
        foreach (Operation command in ContractCatalog.AquaCis.Operations.Where(operation =>
            operation.Kind == OperationKind.Command))
        {
            string[] refused = NativeOperations.Covers(command)
                ? ["native-shadow"]
                : ["shadow", "native", "native-shadow"];
            foreach (string mode in refused)
            {
                RouteOrderOutcome outcome = await desk.ApplyAsync(
                    new RouteOrder(
                        [new RouteRequest(RouteAction.Set, command.Service, command.Name, null, mode)], "Ana", "test"),
                    TestContext.Current.CancellationToken);
                Assert.IsType<RouteChangeOutcome.Refused>(outcome.Result);
            }
        }
    }

    private static async Task AskAsync(RunningGateway gateway, int times)
    {
        for (int i = 0; i < times; i++)
        {
            ExplainedAnswer answer = await DebtCall.GetDeuda(SampleCustomer.All[i].Contract).AskAsync(gateway.Address);
            Assert.Equal(200, answer.Status);
        }
    }

    private Task ReasonsBecomeAsync(string reasons) => Eventually.BecomesAsync(reasons, async () => string.Join(
        ", ", (await _shadow.ReasonsAsync()).OrderBy(each => each.Key).Select(each => $"{each.Key}: {each.Value}")));
}
