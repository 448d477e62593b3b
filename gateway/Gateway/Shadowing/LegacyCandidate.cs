using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Backends;
using Strangler.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// AquaCIS asked for comparison only: with connections of its own, so that no caller ever waits behind it.
/// </summary>
internal sealed class LegacyCandidate : IDisposable
{
    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly int _answerLimit;

    public LegacyCandidate(IOptions<ShadowOptions> options, IOptions<LegacyOptions> legacy)
    {
        _answerLimit = options.Value.AnswerLimit;
        _address = legacy.Value.ReadAddresses()[0];
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = legacy.Value.ConnectTimeout,
            MaxConnectionsPerServer = options.Value.Workers,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = _answerLimit,
        };
    }

    /// <remarks>No encoding is offered; a server may use one all the same.</remarks>
    /// <exception cref="HttpRequestException">
    /// It cannot be reached, breaks off, or answers more than the limit.
    /// </exception>
    public async Task<CandidateAnswer> AskAsync(ShadowedCall call, CancellationToken cancellation)
    {
        Uri address = new(_address, ContractCatalog.ServicesPath.TrimStart('/') + call.Operation.Service);
        using HttpRequestMessage request = new(HttpMethod.Post, address)
        {
            Content = new ReadOnlyMemoryContent(call.Request),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", call.ContentType ?? "text/xml;charset=UTF-8");
        using HttpResponseMessage response = await _client.SendAsync(request, cancellation);
        HttpContentHeaders headers = response.Content.Headers;
        PlainBody body = PlainBody.Of(
            await response.Content.ReadAsByteArrayAsync(cancellation), AnswerCapture.EncodingOf(headers), _answerLimit);
        string? type = headers.TryGetValues("Content-Type", out IEnumerable<string>? types) ? types.First() : null;
        return body.WhyNot is { } reason
            ? new CandidateAnswer(null, reason)
            : new CandidateAnswer(new Observed((int)response.StatusCode, type, body.Bytes));
    }

    public void Dispose() => _client.Dispose();
}
