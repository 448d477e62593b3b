using System.Text;
using Strangler.Core.Metering;
using Strangler.Meters.Payloads;

namespace Strangler.Tests.Unit.Meters;

/// <summary>Decodes text or bytes of one message, as the tests see it.</summary>
internal static class Decoding
{
    public const string OwnTopic = "aqua/v1/meters/M-1/readings";

    public static readonly DateTimeOffset ReceivedAt = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    public static (DecodeOutcome Outcome, List<MeterSample> Samples) Own(string payload) => Of(OwnTopic, payload);

    public static (DecodeOutcome Outcome, List<MeterSample> Samples) Of(string topic, string payload) =>
        Of(topic, Encoding.UTF8.GetBytes(payload));

    public static (DecodeOutcome Outcome, List<MeterSample> Samples) Of(
        string topic, byte[] payload, PayloadDecoder? decoder = null)
    {
        List<MeterSample> samples = [];
        DecodeOutcome outcome = (decoder ?? new PayloadDecoder()).Decode(
            Encoding.UTF8.GetBytes(topic), payload, ReceivedAt, samples);
        Assert.Equal(outcome.Count, samples.Count);
        return (outcome, samples);
    }
}
