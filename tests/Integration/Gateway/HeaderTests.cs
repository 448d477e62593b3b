namespace Strangler.Tests.Integration.Gateway;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("ma\u00F1ana")]
    [InlineData("ma\u00C3\u00B1ana")]
    public async Task Header_bytes_beyond_ASCII_go_through_unchanged_both_ways(string bytes)
    {
        await using ScriptedBackend backend = new(async (_, stream, cancellation) => await stream.WriteAsync(
            System.Text.Encoding.Latin1.GetBytes(
                $"HTTP/1.1 200 OK\r\nX-Answer: {bytes}\r\nContent-Length: 5\r\n\r\n<ok/>"), cancellation));
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        using RawCaller caller = await RawCaller.ConnectAsync(gateway);
        string body = Envelopes.GetDeuda();
        await caller.SendAsync(RawCaller.Head($"X-Request: {bytes}", $"Content-Length: {body.Length}") + body);

        string answer = await caller.ReadToEndAsync();
        Assert.Contains($"X-Answer: {bytes}\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(bytes, Assert.Single(backend.Requests).Header("X-Request"));
    }

    [Fact]
    public async Task A_caller_that_asks_before_it_sends_is_told_by_the_gateway_and_AquaCIS_is_not_asked_again()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        using RawCaller caller = await RawCaller.ConnectAsync(gateway);
        string body = Envelopes.GetDeuda();
        await caller.SendAsync(RawCaller.Head("Expect: 100-continue", $"Content-Length: {body.Length}"));
        await caller.SendAsync(body);

        Assert.EndsWith("<ok/>", await caller.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Null(Assert.Single(backend.Requests).Header("Expect"));
    }
}
