using Strangler.AquaCis.Contracts;
using Yarp.ReverseProxy.Forwarder;

namespace Strangler.Gateway.Backends;

/// <summary>Passes a request on as it came, and tells the connection which operation it is.</summary>
internal sealed class LegacyTransformer(Operation? operation) : HttpTransformer
{
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.Host = null;
        if (operation is not null)
        {
            GuardedHandler.Mark(proxyRequest, operation);
        }
    }
}
