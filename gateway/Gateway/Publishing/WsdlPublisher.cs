using System.Collections.Concurrent;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Faults;

namespace Strangler.Gateway.Publishing;

/// <summary>Publishes each service's WSDL, with the address by which the caller came.</summary>
internal sealed class WsdlPublisher
{
    /// <summary>Addresses are the callers' words, so only so many are remembered.</summary>
    private const int Remembered = 64;

    private readonly ConcurrentDictionary<string, byte[]> _published = new(StringComparer.Ordinal);

    /// <summary>Whether a GET asks for the WSDL: <c>?wsdl</c>, in any letter case, first of its parameters.</summary>
    public static bool IsAsked(HttpRequest request)
    {
        ReadOnlySpan<char> query = request.QueryString.HasValue ? request.QueryString.Value.AsSpan(1) : default;
        int end = query.IndexOfAny('=', '&');
        return (end < 0 ? query : query[..end]).Equals("wsdl", StringComparison.OrdinalIgnoreCase);
    }

    /// <returns>Null: a WSDL is never refused.</returns>
    public async ValueTask<Refusal?> WriteAsync(HttpContext context, ServiceContract service)
    {
        HttpRequest request = context.Request;
        string address =
            $"{request.Scheme}://{request.Host}{request.PathBase}{ContractCatalog.ServicesPath}{service.Name}";
        if (!_published.TryGetValue(address, out byte[]? wsdl))
        {
            wsdl = WsdlWriter.Write(service, address);
            if (_published.Count < Remembered)
            {
                _published.TryAdd(address, wsdl);
            }
        }

        context.Response.ContentType = "text/xml;charset=UTF-8";
        context.Response.ContentLength = wsdl.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            await context.Response.Body.WriteAsync(wsdl, context.RequestAborted);
        }

        return null;
    }
}
