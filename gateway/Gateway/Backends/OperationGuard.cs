using Polly;

namespace Strangler.Gateway.Backends;

/// <summary>What one operation's calls go through.</summary>
/// <param name="Breaker">The circuit breaker alone, and <paramref name="Timeout"/> the time-out alone.</param>
/// <param name="Both">The time-out within the same circuit breaker.</param>
internal sealed record OperationGuard(
    ResiliencePipeline<HttpResponseMessage> Breaker, ResiliencePipeline<HttpResponseMessage> Timeout,
    ResiliencePipeline<HttpResponseMessage> Both);
