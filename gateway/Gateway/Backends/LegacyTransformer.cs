using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Intake;
using Yarp.ReverseProxy.Forwarder;

namespace Strangler.Gateway.Backends;

/// <summary>Passes a request on as it came, and tells the connection which operation it is.</summary>
internal sealed class LegacyTransformer(Operation? operation) : HttpTransformer
{
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix,
        CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.Host = null;
        if (httpContext.Request.Headers.Expect.Count > 0)
        {
            // The server has told the caller to go on already; asking again would wait for AquaCIS to say so, too.
            proxyRequest.Headers.Remove("Expect");
        }

        if (operation is not null)
        {
            GuardedHandler.Mark(proxyRequest, operation, (httpContext.Request.Body as PrefixReplayStream)?.Arrival);
        }
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        bool copies = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (proxyResponse?.Content is HeldContent held)
        {
            foreach ((string name, HeaderStringValues values) in held.SentHeaders.NonValidated)
            {
                httpContext.Response.Headers[name] =
                    values.Count == 1 ? values.ToString() : new StringValues([.. values]);
            }
        }

        return copies;
    }
}
