using System.Diagnostics;
using System.Net.Http.Headers;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Parity;

namespace Strangler.ParallelRun.Replay;

/// <summary>One of the two sides, asked with connections of its own.</summary>
internal sealed class ReplaySide : IDisposable
{
    private readonly HttpClient _client;
    private readonly Uri _services;
    private readonly TimeSpan _timeout;

    public ReplaySide(Uri address, int connections, TimeSpan timeout)
    {
        _services = new Uri(address, ContractCatalog.ServicesPath);
        _timeout = timeout;
        _client = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = Judge.BodyLimit,
        };
    }

    /// <summary>Status 0 where no answer came; Failure then says why, in one of few words.</summary>
    public async Task<ReplayAnswer> AskAsync(ReplayCall.Ready call, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_timeout);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(_services, call.Operation.Service));
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", SoapEnvelope.ContentType);
            using HttpResponseMessage response = await _client.SendAsync(request, limit.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(limit.Token);
            HttpHeadersNonValidated headers = response.Content.Headers.NonValidated;
            string? type = headers.TryGetValues("Content-Type", out HeaderStringValues said) ? said.ToString() : null;
            return new ReplayAnswer(
                new Observed((int)response.StatusCode, type, body), Stopwatch.GetElapsedTime(started), null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ReplayAnswer.None("time-out");
        }
        catch (HttpRequestException error)
        {
            return ReplayAnswer.None(error.HttpRequestError switch
            {
                HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => "not reachable",
                HttpRequestError.ConfigurationLimitExceeded => "longer than can be compared",
                _ => "answer broke off",
            });
        }
    }

    public void Dispose() => _client.Dispose();
}
