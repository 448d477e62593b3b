using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace Strangler.Gateway.Backends;

/// <summary>
/// The connections to AquaCIS: unchanged headers both ways, no retry, each call guarded by its operation's pipeline.
/// </summary>
internal sealed class LegacyHttpClientFactory(
    IOptions<LegacyOptions> options, OperationPipelines pipelines, ILogger<ForwarderHttpClientFactory> logger)
    : ForwarderHttpClientFactory(logger)
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = options.Value.ConnectTimeout;
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30);
        // As the gateway's own server: a header's bytes, whatever they mean, are the same on both sides.
        handler.RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1;
        handler.ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1;
        // A trace's own header goes through as the caller sent it; none is added.
        handler.ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator();
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler) =>
        new GuardedHandler(pipelines, base.WrapHandler(context, handler));
}
