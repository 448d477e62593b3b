using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Strangler.AquaCis.Contracts;

namespace Strangler.Gateway.Backends;

/// <summary>
/// A time-out and a circuit breaker for each operation by itself: one that hangs leaves the others unharmed. Only a
/// failure to answer counts; a fault, or any other HTTP answer, is an answer. Nothing is ever sent twice.
/// </summary>
internal sealed class OperationPipelines
{
    private readonly Lazy<ResiliencePipeline<HttpResponseMessage>>[] _pipelines;

    public OperationPipelines(IOptions<LegacyOptions> options, TimeProvider clock)
    {
        _pipelines = [.. ContractCatalog.AquaCis.Operations.Select(operation =>
            new Lazy<ResiliencePipeline<HttpResponseMessage>>(() => Build(options.Value, operation, clock)))];
    }

    public ResiliencePipeline<HttpResponseMessage> For(Operation operation) => _pipelines[operation.Index].Value;

    private static ResiliencePipeline<HttpResponseMessage> Build(
        LegacyOptions options, Operation operation, TimeProvider clock)
    {
        ResiliencePipelineBuilder<HttpResponseMessage> builder = new() { TimeProvider = clock };
        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = options.BreakerFailureShare,
                MinimumThroughput = options.BreakerMinimumCalls,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakerPause,
                ShouldHandle = static outcome => ValueTask.FromResult(
                    outcome.Outcome.Exception is HttpRequestException or IOException or TimeoutRejectedException),
            })
            .AddTimeout(options.OperationTimeouts.GetValueOrDefault(operation.Name, options.Timeout))
            .Build();
    }
}
