using System.Diagnostics.Metrics;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Observability;

namespace Strangler.Gateway.Native;

/// <summary>What is counted of native answers. Labels are known names only.</summary>
internal sealed class NativeMetrics
{
    private readonly Counter<long> _answers;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _fallbacks;

    public NativeMetrics(GatewayMetrics metrics)
    {
        Meter meter = metrics.Meter;
        _answers = meter.CreateCounter<long>(
            "strangler_native_answers", description: "What the native core made of requests, by operation.");
        _tokens = meter.CreateCounter<long>(
            "strangler_native_tokens", description: "What became of the WS-Security tokens of native requests.");
        _fallbacks = meter.CreateCounter<long>(
            "strangler_native_fallbacks", description: "Queries that legacy answered, for native gave no answer.");
    }

    public void Answered(Operation operation, NativeAnswer answer) => _answers.Add(
        1, new("operation", operation.Name), new KeyValuePair<string, object?>("outcome", answer switch
        {
            NativeAnswer.Answered => "answered",
            NativeAnswer.Refused refused => refused.Outcome,
            NativeAnswer.Failed failed => failed.Reason,
            _ => "unknown",
        }));

    public void Token(string outcome) => _tokens.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>For the pipeline, when it turns to legacy.</summary>
    /// <param name="reason">One of <see cref="NativeFailure"/>.</param>
    public void FellBack(Operation operation, string reason) => _fallbacks.Add(
        1, new("operation", operation.Name), new KeyValuePair<string, object?>("reason", reason));
}
