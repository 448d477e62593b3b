using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Strangler.Tests.Integration.Product;

/// <summary>
/// Stands between the gateway and the stand-in, and keeps what the gateway sent: proof that a call came that way.
/// </summary>
internal sealed class RecordingRelay : IAsyncDisposable
{
    /// <summary>More than all tests of one run send; beyond it the relay refuses, so that none passes unseen.</summary>
    private const int Limit = 5_000;

    private readonly ConcurrentQueue<RelayedRequest> _posts = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly WebApplication _host;

    private RecordingRelay(Uri target)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _client.BaseAddress = target;
        _host = builder.Build();
        _host.Run(RelayAsync);
    }

    public Uri Address => new(_host.Urls.Single());

    public IReadOnlyCollection<RelayedRequest> Posts => _posts;

    public static async Task<RecordingRelay> StartAsync(Uri target, CancellationToken cancellation)
    {
        RecordingRelay relay = new(target);
        await relay._host.StartAsync(cancellation);
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _client.Dispose();
    }

    private async Task RelayAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        string path = context.Request.Path + context.Request.QueryString;
        using HttpRequestMessage request = new(new HttpMethod(context.Request.Method), path);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            Keep(new RelayedRequest(path, Header(context, "SOAPAction"), context.Request.ContentType, body.ToArray()));
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        using HttpResponseMessage answer = await _client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type)
            ? type.ToString()
            : null;
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private void Keep(RelayedRequest request)
    {
        if (_posts.Count >= Limit)
        {
            throw new InvalidOperationException("The relay keeps no more requests.");
        }

        _posts.Enqueue(request);
    }

    private static string? Header(HttpContext context, string name) =>
        context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
}
