using System.Diagnostics.Metrics;

namespace Strangler.Postgres.Cfdi;

/// <summary>What is counted of stamping. Labels are words of ours only.</summary>
public sealed class StampingMetrics
{
    public const string MeterName = "Strangler.Cfdi";

    private readonly Counter<long> _calls;
    private readonly Counter<long> _documents;
    private readonly UpDownCounter<long> _underWay;

    /// <param name="meter">Of the host, or one of <see cref="MeterName"/>.</param>
    public StampingMetrics(Meter meter)
    {
        _calls = meter.CreateCounter<long>(
            "strangler_cfdi_calls", description: "Calls to PACs, by what they were and how they ended.");
        _documents = meter.CreateCounter<long>(
            "strangler_cfdi_documents", description: "What became of claimed documents.");
        _underWay = meter.CreateUpDownCounter<long>(
            "strangler_cfdi_documents_under_way", description: "Documents at PACs now.");
    }

    internal void Called(CfdiAttempt attempt) => _calls.Add(
        1, new("pac", attempt.Pac), new("call", attempt.Call),
        new KeyValuePair<string, object?>("outcome", attempt.Outcome));

    internal void Ended(string outcome) =>
        _documents.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    internal void Began() => _underWay.Add(1);

    internal void Finished() => _underWay.Add(-1);
}
