using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Strangler.Tests.Integration.Gateway;

public sealed class LegacyFailureTests
{
    private const string Timeout = "--Legacy:Timeout=00:00:00.500";
    private static readonly string GetDeuda = Envelopes.GetDeuda();

    private static readonly string OtherOperation = Envelopes.Body(
        "<int:getImpagadosContrato><contrato>1</contrato></int:getImpagadosContrato>");

    [Fact]
    public async Task Legacy_down_is_a_fault()
    {
        await using RunningGateway gateway = await RunningGateway.StartAsync($"http://127.0.0.1:{FreePort()}");
        Answered answer = await gateway.PostAsync(RunningGateway.DebtPath, GetDeuda);
        Assert.Equal(500, answer.Status);
        Assert.Equal(("soap:Server", "AquaCIS cannot be reached."), answer.Fault());
    }

    [Fact]
    public async Task Legacy_hanging_is_a_fault_within_the_time_out_and_other_operations_are_unharmed()
    {
        await using ScriptedBackend backend = new((request, stream, cancellation) => IsGetDeuda(request)
            ? Task.Delay(System.Threading.Timeout.Infinite, cancellation)
            : WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<ok/>", cancellation));
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, Timeout, "--Legacy:BreakerMinimumCalls=5");

        Answered[] hanging = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => gateway.PostAsync(RunningGateway.DebtPath, GetDeuda)));
        Assert.All(hanging, answer => Assert.Equal(500, answer.Status));
        Assert.All(hanging, answer => Assert.Equal("AquaCIS did not answer in time.", answer.Fault().Text));
        Answered open = await gateway.PostAsync(RunningGateway.DebtPath, GetDeuda);
        Assert.Contains("left alone", open.Fault().Text, StringComparison.Ordinal);
        Assert.Equal("<ok/>", (await gateway.PostAsync(RunningGateway.DebtPath, OtherOperation)).Body);
    }

    [Fact]
    public async Task A_circuit_closes_again_when_legacy_is_back()
    {
        bool hangs = true;
        await using ScriptedBackend backend = new((_, stream, cancellation) => hangs
            ? Task.Delay(System.Threading.Timeout.Infinite, cancellation)
            : WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<ok/>", cancellation));
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Legacy:Timeout=00:00:00.100", "--Legacy:BreakerMinimumCalls=2",
            "--Legacy:BreakerPause=00:00:00.500");
        for (int call = 0; call < 3; call++)
        {
            await gateway.PostAsync(RunningGateway.DebtPath, GetDeuda);
        }

        Assert.Contains("left alone", (await gateway.PostAsync(RunningGateway.DebtPath, GetDeuda)).Fault().Text,
            StringComparison.Ordinal);
        hangs = false;
        await Eventually.BecomesAsync(
            "<ok/>", async () => (await gateway.PostAsync(RunningGateway.DebtPath, GetDeuda)).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n<soap:Envelope>")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n<soap:Envelope>")]
    [InlineData("HTTP/1.1 500 X\r\nContent-Length: 50\r\n\r\n<soap:Envelope>")]
    [InlineData("rubbish\r\n\r\n")]
    public async Task An_answer_that_breaks_off_is_a_fault_and_the_request_is_not_sent_again(string beginning)
    {
        await using ScriptedBackend backend = new(async (_, stream, cancellation) =>
        {
            await WriteAsync(stream, beginning, cancellation);
            stream.Close();
        });
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address, Timeout);
        Answered answer = await gateway.PostAsync(RunningGateway.DebtPath, GetDeuda);
        Assert.Equal(500, answer.Status);
        Assert.Equal(("soap:Server", "AquaCIS broke off its answer."), answer.Fault());
        Assert.Single(backend.Requests);
    }

    [Fact]
    public async Task A_reset_on_a_connection_used_before_is_not_sent_again()
    {
        int calls = 0;
        await using ScriptedBackend backend = new(async (_, stream, cancellation) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
                stream.Socket.Close();
                return;
            }

            await WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<ok/>", cancellation);
        });
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        Assert.Equal(200, (await gateway.PostAsync(RunningGateway.DebtPath, GetDeuda)).Status);
        Assert.Equal("soap:Server", (await gateway.PostAsync(RunningGateway.DebtPath, GetDeuda)).Fault().Code);
        Assert.Equal(2, backend.Requests.Count);
    }

    [Fact]
    public async Task A_long_answer_that_breaks_off_breaks_the_callers_connection()
    {
        await using ScriptedBackend backend = new(async (_, stream, cancellation) =>
        {
            await WriteAsync(
                stream, "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + new string('a', 200_000), cancellation);
            stream.Close();
        });
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => gateway.PostAsync(RunningGateway.DebtPath, GetDeuda));
        Assert.Equal(200,
            (int)(await gateway.Client.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task An_answer_may_take_as_long_as_the_time_out_says_even_where_a_body_may_not_stand_still_so_long()
    {
        await using ScriptedBackend backend = new(async (_, stream, cancellation) =>
        {
            await Task.Delay(500, cancellation);
            await WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<ok/>", cancellation);
        });
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Legacy:Timeout=00:00:00.100", "--Legacy:StallTimeout=00:00:00.200",
            "--Legacy:OperationTimeouts:getDeuda=00:00:20");
        Assert.Equal("<ok/>", (await gateway.PostAsync(RunningGateway.DebtPath, GetDeuda)).Body);
    }

    [Fact]
    public async Task Too_many_waiting_for_one_operation_are_refused()
    {
        TaskCompletionSource release = new();
        await using ScriptedBackend backend = new(async (_, stream, cancellation) =>
        {
            await release.Task.WaitAsync(cancellation);
            await WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<ok/>", cancellation);
        });
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Legacy:ConcurrentPerOperation=2");
        Task<Answered>[] calls =
            [.. Enumerable.Range(0, 3).Select(_ => gateway.PostAsync(RunningGateway.DebtPath, GetDeuda))];
        Answered first = await await Task.WhenAny(calls);
        Assert.Contains("Too many requests", first.Fault().Text, StringComparison.Ordinal);
        release.SetResult();
        Assert.Equal(2, (await Task.WhenAll(calls)).Count(answer => answer.Body == "<ok/>"));
    }

    [Fact]
    public async Task Readiness_follows_the_probe()
    {
        await using RunningGateway down = await RunningGateway.StartAsync($"http://127.0.0.1:{FreePort()}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(down));
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using RunningGateway up = await RunningGateway.StartAsync(backend.Address);
        await Eventually.BecomesAsync(HttpStatusCode.OK, () => ReadyAsync(up));
    }

    [Theory]
    [InlineData("getDeuda=00:00:00")]
    [InlineData("getDeuda=-00:00:01")]
    [InlineData("getDeuda=soon")]
    [InlineData("getdeuda=00:00:01")]
    [InlineData("noSuchOperation=00:00:01")]
    public async Task A_wrong_time_out_of_an_operation_stops_the_start(string setting) =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => RunningGateway.StartAsync("http://127.0.0.1:1", $"--Legacy:OperationTimeouts:{setting}"));

    [Theory]
    [InlineData("not an address")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task A_wrong_setting_stops_the_start(string address) =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => RunningGateway.StartAsync(address));

    private static async Task<HttpStatusCode> ReadyAsync(RunningGateway gateway) =>
        (await gateway.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode;

    private static bool IsGetDeuda(RawRequest request) =>
        Encoding.UTF8.GetString(request.Body).Contains("getDeuda>", StringComparison.Ordinal);

    private static async Task WriteAsync(NetworkStream stream, string text, CancellationToken cancellation) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellation);

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
