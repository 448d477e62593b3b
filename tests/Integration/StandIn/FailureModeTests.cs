using System.Net.Sockets;
using System.Text.Json;

namespace Strangler.Tests.Integration.StandIn;

public sealed class FailureModeTests
{
    private const string Operation = "getDeuda";

    [Fact]
    public async Task Slow_answers_when_the_delay_is_over_and_not_before()
    {
        HeldClock clock = new();
        await using RunningStandIn standIn = await RunningStandIn.StartAsync(clock);
        await standIn.FailAsync(Operation, """{"mode":"slow","delayMs":2500}""");

        Task<(int Status, string Type, string Body)> asked = standIn.AskAsync(RunningStandIn.Debt, Operation);
        HeldTimer timer = await clock.FirstTimer.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromMilliseconds(2500), timer.Due);
        Assert.False(asked.IsCompleted);
        timer.Ring();
        Assert.Equal(200, (await asked).Status);
    }

    [Fact]
    public async Task Hang_never_answers_and_holds_nobody_else_up()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        await standIn.FailAsync(Operation, """{"mode":"hang","times":1}""");
        using CancellationTokenSource patience = new();
        using StringContent content = new(RunningStandIn.Envelope(RunningStandIn.Debt, Operation));

        Task<HttpResponseMessage> hung =
            standIn.Client.PostAsync(RunningStandIn.PathOf(RunningStandIn.Debt), content, patience.Token);
        await WaitUntilHitAsync(standIn);
        int others = (await standIn.AskAsync(RunningStandIn.Debt, Operation)).Status;

        Assert.Equal(200, others);
        Assert.False(hung.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hung);
    }

    [Fact]
    public async Task Reset_resets_the_connection()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        await standIn.FailAsync(Operation, """{"mode":"reset"}""");

        SocketException error = await Assert.ThrowsAsync<SocketException>(
            () => standIn.AskRawAsync(RunningStandIn.Debt, Operation));

        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task Half_promises_a_whole_answer_and_ends_in_its_middle()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        string whole = (await standIn.AskAsync(RunningStandIn.Debt, Operation)).Body;
        await standIn.FailAsync(Operation, """{"mode":"half"}""");

        string[] parts = (await standIn.AskRawAsync(RunningStandIn.Debt, Operation)).Split("\r\n\r\n", 2);

        Assert.Contains($"Content-Length: {whole.Length}", parts[0], StringComparison.Ordinal);
        Assert.Equal(whole[..(whole.Length / 2)], parts[1]);
    }

    [Theory]
    [InlineData("error500", 500)]
    [InlineData("down", 503)]
    public async Task A_broken_application_server_shows_an_html_page_for_one_operation_only(string mode, int expected)
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        await standIn.FailAsync(Operation, $$"""{"mode":"{{mode}}"}""");

        (int status, string type, string body) = await standIn.AskAsync(RunningStandIn.Debt, Operation);

        Assert.Equal((expected, "text/html;charset=UTF-8"), (status, type));
        Assert.StartsWith("<html>", body, StringComparison.Ordinal);
        Assert.Equal(200, (await standIn.AskAsync(RunningStandIn.Debt, "getDeudaContrato")).Status);
    }

    [Fact]
    public async Task Down_for_all_refuses_connections_until_it_is_brought_up_on_the_same_port()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        Assert.Equal(200, (await standIn.AskAsync(RunningStandIn.Debt, Operation)).Status);

        Assert.Equal(200, (await standIn.FailAsync("*", """{"mode":"down"}""")).Status);
        SocketException refused = await Assert.ThrowsAsync<SocketException>(
            () => standIn.AskRawAsync(RunningStandIn.Debt, Operation));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => standIn.AskAsync(RunningStandIn.Debt, Operation));

        Assert.Equal(204, (await standIn.ControlAsync(HttpMethod.Delete, "failures/*")).Status);
        Assert.Equal(200, (await standIn.AskAsync(RunningStandIn.Debt, Operation)).Status);
    }

    [Fact]
    public async Task Going_down_cuts_off_who_is_still_waiting()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        await standIn.FailAsync(Operation, """{"mode":"hang","times":1}""");
        Task<(int Status, string Type, string Body)> hung = standIn.AskAsync(RunningStandIn.Debt, Operation);
        await WaitUntilHitAsync(standIn);

        await standIn.FailAsync("*", """{"mode":"down"}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => hung);
    }

    [Fact]
    public async Task A_counted_failure_hits_so_many_calls_and_is_then_over()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        await standIn.FailAsync(Operation, """{"mode":"error500","times":2}""");
        List<int> statuses = [];

        for (int call = 0; call < 4; call++)
        {
            statuses.Add((await standIn.AskAsync(RunningStandIn.Debt, Operation)).Status);
        }

        Assert.Equal([500, 500, 200, 200], statuses);
        Assert.Equal("[]", (await standIn.ControlAsync(HttpMethod.Get, "failures")).Body);
    }

    [Fact]
    public async Task A_name_that_two_services_share_can_be_broken_in_one_of_them()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        await standIn.FailAsync("InterfazOficinaVirtualClientesWS.getContrato", """{"mode":"error500"}""");

        Assert.Equal(500, (await standIn.AskAsync("InterfazOficinaVirtualClientesWS", "getContrato")).Status);
        Assert.Equal(200, (await standIn.AskAsync("InterfazGenericaContratacionWS", "getContrato")).Status);
    }

    [Fact]
    public async Task Failures_in_force_are_listed_replaced_and_cleared()
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();
        await standIn.FailAsync("*", """{"mode":"slow"}""");
        await standIn.FailAsync(Operation, """{"mode":"reset"}""");
        await standIn.FailAsync(Operation, """{"mode":"half","times":3}""");

        using JsonDocument listed = JsonDocument.Parse((await standIn.ControlAsync(HttpMethod.Get, "failures")).Body);
        Assert.Equal(
            [
                """{"operation":"*","mode":"slow","delayMs":2000}""",
                """{"operation":"getDeuda","mode":"half","times":3}""",
            ],
            listed.RootElement.EnumerateArray().Select(failure => failure.GetRawText()));

        Assert.Equal(204, (await standIn.ControlAsync(HttpMethod.Delete, "failures")).Status);
        Assert.Equal("[]", (await standIn.ControlAsync(HttpMethod.Get, "failures")).Body);
    }

    [Theory]
    [InlineData("noSuchOperation", """{"mode":"slow"}""", "There is no operation noSuchOperation")]
    [InlineData("getDeuda", """{"mode":"sleepy"}""", "mode must be one of slow, hang, reset, half, error500, down")]
    [InlineData("getDeuda", "{}", "mode must be one of")]
    [InlineData("getDeuda", "null", "mode must be one of")]
    [InlineData("getDeuda", """{"mode":"slow","delayMs":0}""", "delayMs must be between 1 and 600000")]
    [InlineData("getDeuda", """{"mode":"slow","delayMs":600001}""", "delayMs must be between")]
    [InlineData("getDeuda", """{"mode":"slow","delayMs":-5}""", "delayMs must be between")]
    [InlineData("getDeuda", """{"mode":"hang","delayMs":5}""", "delayMs goes with mode slow only")]
    [InlineData("getDeuda", """{"mode":"hang","times":0}""", "times must be between")]
    [InlineData("*", """{"mode":"down","times":1}""", "times does not go with mode down")]
    [InlineData("getDeuda", """{"mode":"slow","delay":5}""", "not a failure in JSON")]
    [InlineData("getDeuda", """{"mode":"slow","delayMs":"5"}""", "not a failure in JSON")]
    [InlineData("getDeuda", "", "not a failure in JSON")]
    public async Task A_failure_that_makes_no_sense_is_refused_with_a_problem(
        string operation, string failure, string detail)
    {
        await using RunningStandIn standIn = await RunningStandIn.StartAsync();

        (int status, string body) = await standIn.FailAsync(operation, failure);

        Assert.Equal(400, status);
        using JsonDocument problem = JsonDocument.Parse(body);
        Assert.Contains(detail, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("[]", (await standIn.ControlAsync(HttpMethod.Get, "failures")).Body);
    }

    /// <summary>A failure meant for one call is gone from the list once that call has been hit.</summary>
    private static Task WaitUntilHitAsync(RunningStandIn standIn) => Gateway.Eventually.BecomesAsync(
        "[]", async () => (await standIn.ControlAsync(HttpMethod.Get, "failures")).Body);
}
