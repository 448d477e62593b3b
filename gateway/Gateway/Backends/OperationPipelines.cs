using Microsoft.AspNetCore.Connections;
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
    private readonly Lazy<OperationGuard>[] _guards;

    public OperationPipelines(IOptions<LegacyOptions> options, TimeProvider clock)
    {
        _guards = [.. ContractCatalog.AquaCis.Operations.Select(operation =>
            new Lazy<OperationGuard>(() => Build(options.Value, operation, clock)))];
    }

    public OperationGuard For(Operation operation) => _guards[operation.Index].Value;

    private static OperationGuard Build(LegacyOptions options, Operation operation, TimeProvider clock)
    {
        ResiliencePipeline<HttpResponseMessage> breaker = Pipeline(clock)
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = options.BreakerFailureShare,
                MinimumThroughput = options.BreakerMinimumCalls,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakerPause,
                ShouldHandle = static outcome => ValueTask.FromResult(IsOfLegacy(outcome.Outcome.Exception)),
            })
            .Build();
        ResiliencePipeline<HttpResponseMessage> timeout =
            Pipeline(clock).AddTimeout(options.TimeoutOf(operation)).Build();
        return new OperationGuard(
            breaker, timeout, Pipeline(clock).AddPipeline(breaker).AddPipeline(timeout).Build());
    }

    private static ResiliencePipelineBuilder<HttpResponseMessage> Pipeline(TimeProvider clock) =>
        new() { TimeProvider = clock };

    /// <summary>A caller who breaks off, or sends too much or too slowly, says nothing about AquaCIS.</summary>
    private static bool IsOfLegacy(Exception? error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is BadHttpRequestException or ConnectionResetException or ConnectionAbortedException)
            {
                return false;
            }
        }

        return error is HttpRequestException or IOException or TimeoutRejectedException;
    }
}
