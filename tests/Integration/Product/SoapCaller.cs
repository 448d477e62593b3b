using System.Text;

namespace Strangler.Tests.Integration.Product;

/// <summary>Posts an envelope as consumers do: their Content-Type, and no SOAPAction or an empty one.</summary>
internal static class SoapCaller
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <param name="baseUrl">Of the gateway or of legacy.</param>
    /// <param name="soapAction">Null sends no such header.</param>
    public static async Task<SoapAnswer> PostAsync(
        string baseUrl, string service, string envelope, string? soapAction, CancellationToken cancellation)
    {
        string url = $"{baseUrl.TrimEnd('/')}/Comercial/services/{service}";
        using HttpRequestMessage request = new(HttpMethod.Post, url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml;charset=UTF-8");
        if (soapAction is not null)
        {
            request.Headers.TryAddWithoutValidation("SOAPAction", soapAction);
        }

        using HttpResponseMessage answer = await Client.SendAsync(request, cancellation);
        string? type = answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var value)
            ? value.ToString()
            : null;
        return new SoapAnswer((int)answer.StatusCode, type, await answer.Content.ReadAsByteArrayAsync(cancellation));
    }
}
