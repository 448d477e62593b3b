namespace Strangler.Pac.Calling;

/// <summary>One HTTP call to a PAC: a time-out, a limit on the answer, no repetition.</summary>
internal sealed class PacCall(HttpClient http, TimeSpan timeout)
{
    /// <summary>
    /// Bytes of an answer; a stamped document of 400 lines has about 300 kB, escaped or in base64 more.
    /// </summary>
    private const int AnswerLimit = 8 * 1024 * 1024;

    public async Task<PacReply> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return await ReadAsync(response.Content, limit.Token) is { } body
                ? new PacReply.Answered((int)response.StatusCode, body)
                : new PacReply.Lost("answer-too-long");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PacReply.Lost("timeout");
        }
        catch (HttpRequestException failure) when (NothingWasSent(failure.HttpRequestError))
        {
            return new PacReply.Unreachable();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new PacReply.Lost("broken");
        }
    }

    private static bool NothingWasSent(HttpRequestError error) => error is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;

    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > AnswerLimit)
        {
            return null;
        }

        await using Stream stream = await content.ReadAsStreamAsync(cancellation);
        using MemoryStream body = new((int)(content.Headers.ContentLength ?? 4096));
        byte[] part = new byte[8192];
        int count;
        while ((count = await stream.ReadAsync(part, cancellation)) > 0)
        {
            if (body.Length + count > AnswerLimit)
            {
                return null;
            }

            body.Write(part, 0, count);
        }

        return body.ToArray();
    }
}
