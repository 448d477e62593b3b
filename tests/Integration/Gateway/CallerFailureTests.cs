namespace Strangler.Tests.Integration.Gateway;

/// <summary>What a caller does wrong harms that caller only.</summary>
public sealed class CallerFailureTests
{
    private static readonly string LongRequest =
        Envelopes.Body($"<int:getDeuda><valor>{new string('1', 20_000)}</valor></int:getDeuda>");

    [Fact]
    public async Task A_caller_that_goes_away_is_not_under_way_any_more()
    {
        await using ScriptedBackend backend = new((_, _, cancellation) =>
            Task.Delay(Timeout.Infinite, cancellation));
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        using RawCaller caller = await RawCaller.ConnectAsync(gateway);
        string body = Envelopes.GetDeuda();
        await caller.SendAsync(RawCaller.Head($"Content-Length: {body.Length}") + body);
        await Eventually.BecomesAsync(1, () => Task.FromResult(backend.Requests.Count));

        caller.Reset();
        await Eventually.BecomesAsync(true, async () => (await MetricsOf(gateway)).Contains(
            "strangler_requests_under_way 0\n", StringComparison.Ordinal));
        Assert.Contains("outcome=\"caller-gone\"", await MetricsOf(gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_that_break_off_do_not_open_the_circuit()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Legacy:BreakerMinimumCalls=2");
        for (int call = 1; call <= 4; call++)
        {
            using RawCaller caller = await RawCaller.ConnectAsync(gateway);
            await caller.SendAsync(RawCaller.Head($"Content-Length: {LongRequest.Length}") + LongRequest[..9_000]);
            caller.Reset();
            await AllRefusedAsync(gateway, call);
        }

        Assert.Equal("<ok/>", (await gateway.PostAsync(RunningGateway.DebtPath, LongRequest)).Body);
    }

    [Fact]
    public async Task Callers_that_send_too_much_do_not_open_the_circuit()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Legacy:BreakerMinimumCalls=2", "--Intake:BodyLimit=15000");
        for (int call = 1; call <= 4; call++)
        {
            using RawCaller caller = await RawCaller.ConnectAsync(gateway);
            await caller.SendAsync(
                RawCaller.Head("Transfer-Encoding: chunked") + $"2000\r\n{LongRequest[..0x2000]}\r\n");
            await Eventually.BecomesAsync(true, async () => (await MetricsOf(gateway)).Contains(
                "strangler_requests_under_way 1\n", StringComparison.Ordinal));
            await caller.SendAsync($"2000\r\n{new string('1', 0x2000)}\r\n");
            Assert.StartsWith("HTTP/1.1 413 ", await caller.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("<ok/>", (await gateway.PostAsync(RunningGateway.DebtPath, Envelopes.GetDeuda())).Body);
    }

    [Fact]
    public async Task The_time_a_caller_takes_to_send_is_not_counted_against_AquaCIS()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Legacy:Timeout=00:00:00.200");
        using RawCaller caller = await RawCaller.ConnectAsync(gateway);
        await caller.SendAsync(RawCaller.Head($"Content-Length: {LongRequest.Length}") + LongRequest[..9_000]);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await caller.SendAsync(LongRequest[9_000..]);
        Assert.EndsWith("<ok/>", await caller.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AquaCIS_not_answering_a_body_that_came_in_parts_is_a_fault_within_the_time_out()
    {
        await using ScriptedBackend backend = new((_, _, cancellation) =>
            Task.Delay(Timeout.Infinite, cancellation));
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Legacy:Timeout=00:00:00.200", "--Legacy:BreakerMinimumCalls=2");
        for (int call = 0; call < 2; call++)
        {
            using RawCaller caller = await RawCaller.ConnectAsync(gateway);
            await caller.SendAsync(RawCaller.Head($"Content-Length: {LongRequest.Length}") + LongRequest[..9_000]);
            await Eventually.BecomesAsync(true, async () => (await MetricsOf(gateway)).Contains(
                "strangler_requests_under_way 1\n", StringComparison.Ordinal));
            await caller.SendAsync(LongRequest[9_000..]);
            Assert.Contains(
                "AquaCIS did not answer in time.", await caller.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Answered next = await gateway.PostAsync(RunningGateway.DebtPath, Envelopes.GetDeuda());
        Assert.Contains("left alone", next.Fault().Text, StringComparison.Ordinal);
    }

    private static Task AllRefusedAsync(RunningGateway gateway, int calls) =>
        Eventually.BecomesAsync(calls, async () => (await MetricsOf(gateway)).Split('\n')
            .Where(line => line.StartsWith("strangler_requests_total{", StringComparison.Ordinal))
            .Sum(line => int.Parse(line[line.LastIndexOf(' ')..], System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task<string> MetricsOf(RunningGateway gateway) =>
        await gateway.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
}
