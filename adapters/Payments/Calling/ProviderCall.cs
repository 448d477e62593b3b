using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Strangler.Payments.Calling;

/// <summary>One HTTP call to a provider: a time-out, a limit on the answer, no repetition.</summary>
internal sealed class ProviderCall(HttpClient http, ProviderAddress address)
{
    private const int AnswerLimit = 1024 * 1024;

    public Task<ProviderReply> GetAsync(string path, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, null, cancellation);

    public Task<ProviderReply> PostAsync(string path, JsonObject body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, path, body, cancellation);

    private async Task<ProviderReply> SendAsync(
        HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, address.At(path));
        request.Headers.TryAddWithoutValidation("Accept", address.Accept);
        if (address.Authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", address.Authorization);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(address.Timeout);
        try
        {
            using HttpResponseMessage response =
                await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return await ReadAsync(response, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ProviderReply.Lost("timeout");
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError)
        {
            return new ProviderReply.Unavailable("unreachable");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new ProviderReply.Lost("broken");
        }
    }

    private static async Task<ProviderReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        if (status is 401 or 402 or 403 or 429)
        {
            return new ProviderReply.Unavailable($"http-{status}");
        }

        if (status == 503)
        {
            return new ProviderReply.Closed("http-503");
        }

        if (status >= 500)
        {
            return new ProviderReply.Lost($"http-{status}");
        }

        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
        using MemoryStream body = new();
        byte[] part = new byte[8192];
        int count;
        while ((count = await stream.ReadAsync(part, cancellation)) > 0)
        {
            if (body.Length + count > AnswerLimit)
            {
                return new ProviderReply.Lost("answer-too-long");
            }

            body.Write(part, 0, count);
        }

        return new ProviderReply.Answered(status, body.ToArray());
    }
}
