using System.Net.Http;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Faults;
using Strangler.Gateway.Intake;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Strangler.Gateway.Backends;

/// <summary>AquaCIS, behind YARP: forwards, and says how it went.</summary>
internal sealed class LegacyBackend(
    IHttpForwarder forwarder, IProxyStateLookup clusters, IOptions<LegacyOptions> options)
{
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(5);

    private readonly ForwarderRequestConfig[] _configs =
        [.. ContractCatalog.AquaCis.Operations.Select(operation => Configure(options.Value, operation))];

    private readonly ForwarderRequestConfig _unclassifiedConfig = Configure(options.Value, operation: null);

    private readonly LegacyTransformer[] _transformers =
        [.. ContractCatalog.AquaCis.Operations.Select(operation => new LegacyTransformer(operation))];

    private readonly LegacyTransformer _unclassified = new(operation: null);
    private readonly int[] _underWay = new int[ContractCatalog.AquaCis.Operations.Count];
    private uint _turn;

    /// <summary>
    /// Forwards the request and streams the answer back. Null when an answer went out; else the fault that is still
    /// to be written, or (where the answer had begun) was cut off.
    /// </summary>
    public async ValueTask<Refusal?> AskAsync(HttpContext context, Operation operation)
    {
        if (Interlocked.Increment(ref _underWay[operation.Index]) > options.Value.ConcurrentPerOperation)
        {
            Interlocked.Decrement(ref _underWay[operation.Index]);
            return Refusal.TooBusy;
        }

        try
        {
            return await ForwardAsync(context, _transformers[operation.Index], _configs[operation.Index]);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay[operation.Index]);
        }
    }

    /// <summary>Forwards what names no operation: a browser's question whether it may ask.</summary>
    public ValueTask<Refusal?> PassAsync(HttpContext context) =>
        ForwardAsync(context, _unclassified, _unclassifiedConfig);

    private async ValueTask<Refusal?> ForwardAsync(
        HttpContext context, LegacyTransformer transformer, ForwarderRequestConfig config)
    {
        if (!clusters.TryGetCluster(LegacyCluster.Id, out ClusterState? cluster)
            || Choose(cluster) is not { } destination)
        {
            return Refusal.LegacyUnreachable;
        }

        ForwarderError error = await forwarder.SendAsync(
            context, destination.Model.Config.Address, cluster.Model.HttpClient, config, transformer);
        return error == ForwarderError.None ? null : RefusalOf(error, context.GetForwarderErrorFeature()?.Exception);
    }

    /// <summary>
    /// YARP's own clock runs also while an answer is awaited, so it must leave the operation's time-out its time.
    /// </summary>
    private static ForwarderRequestConfig Configure(LegacyOptions options, Operation? operation)
    {
        TimeSpan awaited = operation is null ? TimeSpan.Zero : options.TimeoutOf(operation) + Leeway;
        return new()
        {
            ActivityTimeout = awaited > options.StallTimeout ? awaited : options.StallTimeout,
            Version = System.Net.HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    private DestinationState? Choose(ClusterState cluster)
    {
        IReadOnlyList<DestinationState> available = cluster.DestinationsState.AvailableDestinations;
        return available.Count switch
        {
            0 => null,
            1 => available[0],
            _ => available[(int)(Interlocked.Increment(ref _turn) % (uint)available.Count)],
        };
    }

    private static Refusal RefusalOf(ForwarderError error, Exception? cause) => Innermost(cause) switch
    {
        BrokenCircuitException => Refusal.CircuitOpen,
        TimeoutRejectedException => Refusal.LegacyTimeout,
        BadHttpRequestException bad => SoapIntake.RefusalOf(bad),
        HttpRequestException http when IsUnreachable(http.HttpRequestError) => Refusal.LegacyUnreachable,
        _ => error switch
        {
            ForwarderError.RequestTimedOut => Refusal.LegacyTimeout,
            ForwarderError.RequestBodyClient => Refusal.BrokenBody,
            ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled
                or ForwarderError.ResponseBodyCanceled => Refusal.CallerGone,
            _ => Refusal.LegacyBroken,
        },
    };

    private static bool IsUnreachable(HttpRequestError error) => error is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    /// <summary>YARP wraps what happened to a request's body together with what happened to its answer.</summary>
    private static Exception? Innermost(Exception? cause) => cause is AggregateException many
        ? many.Flatten().InnerExceptions.FirstOrDefault(inner => inner is BadHttpRequestException)
            ?? many.Flatten().InnerExceptions.FirstOrDefault()
        : cause;
}
