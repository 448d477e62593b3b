using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>An AquaCIS that packs its answers: callers get them so, and the judge reads what is in them.</summary>
public sealed class PackedAnswerTests(StranglingStage stage) : IClassFixture<StranglingStage>, IAsyncLifetime
{
    private static readonly DebtCall Call = DebtCall.GetDeuda(SampleCustomer.All[0].Contract);

    private readonly ShadowStage _shadow = new(stage);

    public async ValueTask InitializeAsync() => await _shadow.ForgetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task The_caller_gets_it_packed_and_it_is_compared(string encoding)
    {
        byte[] packed = Pack(await AnswerAsync(), encoding);
        await using ScriptedBackend legacy = Sending(packed, encoding);
        await using RunningGateway gateway = await StartAsync("shadow", legacy);

        (byte[] body, string said) = await AskAsync(gateway, encoding);

        Assert.Equal(encoding, said);
        Assert.Equal(packed, body);
        await _shadow.BecomesAsync(CallOutcome.Same, 1);
    }

    [Fact]
    public async Task A_difference_is_found_in_it_and_its_sample_can_be_read()
    {
        string altered = (await AnswerAsync()).Replace("</codigo", "7</codigo", StringComparison.Ordinal)
            .Replace("</deuda>", "1</deuda>", StringComparison.Ordinal);
        await using ScriptedBackend legacy = Sending(Pack(altered, "gzip"), "gzip");
        await using RunningGateway gateway = await StartAsync("shadow", legacy);
        await AskAsync(gateway, "gzip");
        VerdictRecord verdict = await _shadow.OnlyAsync(CallOutcome.Different);
        Assert.Contains("<", verdict.Sample!.Primary, StringComparison.Ordinal);
        Assert.Contains("Envelope", verdict.Sample.Primary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zstd", "encoding-unknown")]
    [InlineData("gzip, br", "encoding-unknown")]
    [InlineData("br", "encoding-broken")]
    public async Task What_cannot_be_unpacked_is_passed_on_and_not_compared(string encoding, string reason)
    {
        byte[] packed = Pack(await AnswerAsync(), "gzip");
        await using ScriptedBackend legacy = Sending(packed, encoding);
        await using RunningGateway gateway = await StartAsync("shadow", legacy);
        Assert.Equal(packed, (await AskAsync(gateway, encoding)).Body);
        await _shadow.BecomesAsync(CallOutcome.NotCompared, 1);
        Assert.Equal(reason, Assert.Single(await _shadow.ReasonsAsync()).Key);
    }

    [Theory]
    [InlineData("shadow", CallOutcome.NotCompared)]
    [InlineData("native-shadow", CallOutcome.Failed)]
    public async Task What_becomes_too_long_is_not_compared(string mode, CallOutcome outcome)
    {
        string text = (await AnswerAsync()) + new string(' ', 300_000);
        await using ScriptedBackend legacy = Sending(Pack(text, "gzip"), "gzip");
        await using RunningGateway gateway = await StartAsync(mode, legacy, "--Shadow:AnswerLimit=200000");
        await AskAsync(gateway, "gzip");
        await _shadow.BecomesAsync(outcome, 1);
        Assert.Equal("answer-too-long", Assert.Single(await _shadow.ReasonsAsync()).Key);
    }

    [Theory]
    [InlineData("gzip", null)]
    [InlineData("br", null)]
    [InlineData("zstd", "encoding-unknown")]
    public async Task As_a_candidate_it_is_not_asked_to_pack_and_read_if_it_does(string encoding, string? reason)
    {
        string text = await AnswerAsync();
        await using ScriptedBackend legacy = Sending(Pack(text, reason is null ? encoding : "gzip"), encoding);
        await using RunningGateway gateway = await StartAsync("native-shadow", legacy);
        Assert.Equal(Encoding.UTF8.GetBytes(text), (await AskAsync(gateway, encoding)).Body);
        await _shadow.BecomesAsync(reason is null ? CallOutcome.Same : CallOutcome.Failed, 1);
        Assert.Equal(reason, (await _shadow.ReasonsAsync()).Keys.SingleOrDefault());
        Assert.Null(Assert.Single(legacy.Requests).Header("Accept-Encoding"));
    }

    private static ScriptedBackend Sending(byte[] packed, string encoding) => ScriptedBackend.Answering(
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml;charset=UTF-8\r\n"
        + $"Content-Encoding: {encoding}\r\nContent-Length: {packed.Length.ToString(CultureInfo.InvariantCulture)}",
        packed);

    private static byte[] Pack(string text, string encoding)
    {
        using MemoryStream packed = new();
        using (Stream packing = encoding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            packing.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    /// <summary>What AquaCIS says to the call.</summary>
    private async Task<string> AnswerAsync() => (await Call.AskAsync(stage.Legacy)).Text;

    private async Task<RunningGateway> StartAsync(string mode, ScriptedBackend legacy, params string[] settings)
    {
        await stage.RouteAsync(mode);
        return await stage.StartGatewayAsync([$"--Legacy:Address={legacy.Address}", .. settings]);
    }

    /// <summary>As a consumer that reads packed answers.</summary>
    private static async Task<(byte[] Body, string Encoding)> AskAsync(RunningGateway gateway, string encoding)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, DebtCall.Path);
        request.Content = new StringContent(Call.Envelope, Encoding.UTF8, new MediaTypeHeaderValue("text/xml"));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        using HttpResponseMessage response =
            await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            string.Join(", ", response.Content.Headers.ContentEncoding));
    }
}
