using System.Security.Cryptography;
using System.Text;

namespace Strangler.Tests.Integration.Gateway;

public sealed class PassThroughTests
{
    private const string Security = "<wsse:Security xmlns:wsse=\"w\" mustUnderstand=\"1\"><wsse:UsernameToken>"
        + "<wsse:Username>u</wsse:Username><wsse:Password>p</wsse:Password></wsse:UsernameToken></wsse:Security>";

    [Fact]
    public async Task Bytes_and_headers_go_through_unchanged_both_ways()
    {
        byte[] reply = Encoding.UTF8.GetBytes("<soap:Envelope>\r\n  <año>ñ &lt;JUN&gt;</año>\n</soap:Envelope>");
        await using ScriptedBackend backend = ScriptedBackend.Answering(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/xml;charset=UTF-8\r\nX-Powered-By: Servlet/3.0\r\n"
            + $"Set-Cookie: JSESSIONID=1; Path=/\r\nContent-Length: {reply.Length}", reply);
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        byte[] sent = Encoding.UTF8.GetBytes(
            " \r\n" + Envelopes.Body("<int:getDeuda>\r\n <valor>ñ</valor></int:getDeuda>", Security));

        using HttpRequestMessage request = new(HttpMethod.Post, RunningGateway.DebtPath)
        {
            Content = new ByteArrayContent(sent),
        };
        request.Headers.TryAddWithoutValidation("SOAPAction", "\"wrong\"");
        request.Headers.TryAddWithoutValidation("Authorization", "Basic dTpw");
        request.Headers.TryAddWithoutValidation("X-Own", "a, b");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml;charset=UTF-8");
        using HttpResponseMessage response = await gateway.Client.SendAsync(
            request, TestContext.Current.CancellationToken);

        Assert.Equal(reply, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Servlet/3.0", response.Headers.GetValues("X-Powered-By").Single());
        Assert.Equal("JSESSIONID=1; Path=/", response.Headers.GetValues("Set-Cookie").Single());
        Assert.Equal("text/xml;charset=UTF-8", response.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.False(response.Headers.Contains("Server"));
        RawRequest seen = Assert.Single(backend.Requests);
        Assert.Equal(sent, seen.Body);
        Assert.Equal($"POST {RunningGateway.DebtPath} HTTP/1.1", seen.Line);
        Assert.Equal(
            ["Authorization", "Content-Length", "Content-Type", "Host", "SOAPAction", "X-Own"],
            seen.Headers.Select(header => header.Name).Order(StringComparer.Ordinal));
        Assert.Equal("\"wrong\"", seen.Header("SOAPAction"));
        Assert.Equal("text/xml;charset=UTF-8", seen.Header("Content-Type"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"getDeuda\"")]
    [InlineData("getFacturas")]
    public async Task Whatever_the_soap_action_says_the_operation_is_the_one_in_the_body(string? action)
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        using HttpRequestMessage request = new(HttpMethod.Post, RunningGateway.DebtPath)
        {
            Content = new StringContent(Envelopes.GetDeuda()),
        };
        if (action is not null)
        {
            request.Headers.TryAddWithoutValidation("SOAPAction", action);
        }

        Assert.Equal("<ok/>", (await gateway.SendAsync(request)).Body);
        Assert.Contains(
            "operation=\"getDeuda\",outcome=\"answered\"", await MetricsOf(gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_legacy_fault_is_an_answer()
    {
        const string fault = "<soap:Envelope><soap:Body><soap:Fault/></soap:Body></soap:Envelope>";
        await using ScriptedBackend backend = ScriptedBackend.Answering(fault, 500);
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            backend.Address, "--Legacy:BreakerMinimumCalls=2");
        for (int call = 0; call < 10; call++)
        {
            Answered answer = await gateway.PostAsync(RunningGateway.DebtPath, Envelopes.GetDeuda());
            Assert.Equal((500, fault), (answer.Status, answer.Body));
        }

        Assert.Equal(10, backend.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Large_bodies_arrive_whole(bool chunked)
    {
        byte[] filling = new byte[3 * 1024 * 1024];
        RandomNumberGenerator.Fill(filling);
        string text = Convert.ToBase64String(filling);
        byte[] reply = Encoding.ASCII.GetBytes($"<r>{text}</r>");
        string length = chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {reply.Length}";
        byte[] wire = chunked
            ? [.. Encoding.ASCII.GetBytes($"{reply.Length:x}\r\n"), .. reply, .. "\r\n0\r\n\r\n"u8]
            : reply;
        await using ScriptedBackend backend = ScriptedBackend.Answering($"HTTP/1.1 200 OK\r\n{length}", wire);
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        byte[] sent = Encoding.ASCII.GetBytes(Envelopes.Body($"<int:getDeuda><valor>{text}</valor></int:getDeuda>"));
        using ByteArrayContent content = new(sent);
        using HttpRequestMessage request = new(HttpMethod.Post, RunningGateway.DebtPath) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;

        Assert.Equal(Encoding.ASCII.GetString(reply), (await gateway.SendAsync(request)).Body);
        RawRequest seen = Assert.Single(backend.Requests);
        Assert.Equal(sent, seen.Body);
        Assert.Equal(chunked, seen.Header("Transfer-Encoding") == "chunked");
    }

    [Fact]
    public async Task A_browser_may_ask_whether_it_may_ask()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering(
            "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0", []);
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        using HttpResponseMessage response = await gateway.Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Options, RunningGateway.DebtPath), TestContext.Current.CancellationToken);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    private static async Task<string> MetricsOf(RunningGateway gateway) =>
        await gateway.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
}
