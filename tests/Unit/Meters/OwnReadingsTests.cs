using System.Text;
using Strangler.Core.Metering;
using Strangler.Meters.Payloads;

namespace Strangler.Tests.Unit.Meters;

public sealed class OwnReadingsTests
{
    private const string At = "\"at\":\"2026-03-01T00:00:00-06:00\"";

    [Fact]
    public void A_reading_has_an_instant_litres_a_sequence_and_flags()
    {
        var (outcome, samples) = Decoding.Own(
            "{" + At + ",\"litres\":1234,\"seq\":7,\"flags\":[\"leak\",\"tamper\",\"new\"],\"extra\":{\"a\":[1]}}");
        Assert.True(outcome.IsRead);
        Assert.Equal(
            new MeterSample("M-1", Decoding.ReceivedAt, 1234, 7, MeterFlags.Leak | MeterFlags.Tamper),
            Assert.Single(samples));
    }

    [Theory]
    [InlineData("\"litres\":0", 0)]
    [InlineData("\"litres\":12.999", 12)]
    [InlineData("\"litres\":1e3", 1000)]
    [InlineData("\"litres\":1000000000000", 1_000_000_000_000)]
    [InlineData("\"m3\":1.2349", 1234)]
    [InlineData("\"m3\":0.0009", 0)]
    [InlineData("\"m3\":90071992.547409931", 90_071_992_547)]
    [InlineData("\"m3\":12345e-4", 1234)]
    [InlineData("\"m3\":1.5e+2", 150_000)]
    [InlineData("\"m3\":-0.0", 0)]
    [InlineData("\"gallons\":1000", 3785)]
    [InlineData("\"gallons\":1.5e3", 5678)]
    [InlineData("\"m3\":1.234,\"litres\":1234", 1234)]
    public void A_count_becomes_whole_litres_exactly_and_the_rest_is_cut_off(string field, long litres) =>
        Assert.Equal(litres, Assert.Single(Decoding.Own("{" + At + "," + field + "}").Samples).Litres);

    [Theory]
    [InlineData("2026-03-01T06:00:00Z")]
    [InlineData("2026-03-01t06:00:00z")]
    [InlineData("2026-03-01T00:00:00.0000009-06:00")]
    [InlineData("2026-03-01T11:30:00+05:30")]
    [InlineData("2026-02-28T23:59:60-06:00")]
    [InlineData("2026-03-01T11:30:00\\u002B05:30")]
    public void An_instant_is_taken_with_its_zone_and_to_the_microsecond(string at) =>
        Assert.Equal(
            Decoding.ReceivedAt,
            Assert.Single(Decoding.Own("{\"at\":\"" + at + "\",\"litres\":1}").Samples).At);

    [Theory]
    [InlineData("2026-03-01T06:00:00")]
    [InlineData("2026-03-01")]
    [InlineData("2026-02-29T06:00:00Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T06:00:00.Z")]
    [InlineData("2026-03-01T06:00:00+0530")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("yesterday, at six o'clock")]
    public void An_instant_without_a_zone_or_that_is_none_is_refused(string at) =>
        Assert.Equal(
            UnreadableReason.BadInstant, Decoding.Own("{\"at\":\"" + at + "\",\"litres\":1}").Outcome.Unreadable);

    [Theory]
    [InlineData("{" + At + ",\"litres\":1,\"litres\":1}", UnreadableReason.DuplicateField)]
    [InlineData("{" + At + ",\"litres\":1,\"m3\":1}", UnreadableReason.Contradiction)]
    [InlineData("{" + At + ",\"litres\":-1}", UnreadableReason.OutOfRange)]
    [InlineData("{" + At + ",\"litres\":1000000000001}", UnreadableReason.OutOfRange)]
    [InlineData("{" + At + ",\"m3\":1e30}", UnreadableReason.OutOfRange)]
    [InlineData("{" + At + ",\"litres\":1e999999999999}", UnreadableReason.OutOfRange)]
    [InlineData("{" + At + ",\"gallons\":1e12}", UnreadableReason.OutOfRange)]
    [InlineData("{" + At + ",\"litres\":NaN}", UnreadableReason.BrokenJson)]
    [InlineData("{" + At + ",\"litres\":\"NaN\"}", UnreadableReason.WrongShape)]
    [InlineData("{" + At + ",\"litres\":null}", UnreadableReason.WrongShape)]
    [InlineData("{" + At + ",\"litres\":1,\"seq\":1.5}", UnreadableReason.WrongShape)]
    [InlineData("{" + At + ",\"litres\":1,\"flags\":\"leak\"}", UnreadableReason.WrongShape)]
    [InlineData("{" + At + ",\"litres\":1,\"device\":\"M-2\"}", UnreadableReason.WrongDevice)]
    [InlineData("{" + At + ",\"\\u006citres\":1}", UnreadableReason.WrongShape)]
    [InlineData("{" + At + "}", UnreadableReason.MissingField)]
    [InlineData("{\"litres\":1}", UnreadableReason.MissingField)]
    [InlineData("{" + At + ",\"litres\":1}{}", UnreadableReason.BrokenJson)]
    [InlineData("{" + At + ",\"litres\":1", UnreadableReason.BrokenJson)]
    [InlineData("[{" + At + ",\"litres\":1},{}]", UnreadableReason.MissingField)]
    [InlineData("[1]", UnreadableReason.WrongShape)]
    [InlineData("7", UnreadableReason.WrongShape)]
    [InlineData("", UnreadableReason.BrokenJson)]
    public void What_cannot_be_read_is_refused_whole_with_a_reason(string payload, UnreadableReason reason)
    {
        var (outcome, samples) = Decoding.Own(payload);
        Assert.Equal(reason, outcome.Unreadable);
        Assert.Empty(samples);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, UnreadableReason.TooManyReadings)]
    public void A_batch_holds_up_to_200_readings(int count, UnreadableReason? reason) =>
        Assert.Equal(reason, Decoding.Own(
            "[" + string.Join(',', Enumerable.Repeat("{" + At + ",\"litres\":1}", count)) + "]").Outcome.Unreadable);

    [Fact]
    public void A_batch_of_nothing_is_informational() =>
        Assert.Equal(InformationalReason.Empty, Decoding.Own("[]").Outcome.Informational);

    [Fact]
    public void More_than_64_kilobytes_are_not_looked_at() => Assert.Equal(
        UnreadableReason.Oversize, Decoding.Own(new string(' ', PayloadDecoder.LargestPayload + 1)).Outcome.Unreadable);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Assert.Equal(
        UnreadableReason.BadUtf8,
        Decoding.Of(Decoding.OwnTopic, [(byte)'{', 0xC3, 0x28, (byte)'}']).Outcome.Unreadable);

    [Theory]
    [InlineData("aqua/v1/meters/M-1/valve/state", UnreadableReason.UnknownTopic)]
    [InlineData("aqua/v2/meters/M-1/readings", UnreadableReason.UnknownTopic)]
    [InlineData("", UnreadableReason.UnknownTopic)]
    [InlineData("aqua/v1/meters//readings", UnreadableReason.BadDevice)]
    [InlineData("aqua/v1/meters/M 1/readings", UnreadableReason.BadDevice)]
    [InlineData("application/a/device/b/event/up/x/y/z", UnreadableReason.UnknownTopic)]
    public void A_topic_of_nobody_is_refused(string topic, UnreadableReason reason) =>
        Assert.Equal(reason, Decoding.Of(topic, "{}").Outcome.Unreadable);

    [Fact]
    public void A_device_is_one_string_however_often_it_sends()
    {
        PayloadDecoder decoder = new();
        byte[] payload = Encoding.UTF8.GetBytes("{" + At + ",\"litres\":1}");
        string first = Decoding.Of(Decoding.OwnTopic, payload, decoder).Samples[0].Device;
        Assert.Same(first, Decoding.Of(Decoding.OwnTopic, payload, decoder).Samples[0].Device);
    }

    [Fact]
    public void Decoding_allocates_nothing_once_the_device_is_known()
    {
        PayloadDecoder decoder = new();
        byte[] topic = Encoding.UTF8.GetBytes(Decoding.OwnTopic);
        byte[] payload = Encoding.UTF8.GetBytes("{" + At + ",\"m3\":1.25,\"seq\":1,\"flags\":[\"leak\"]}");
        List<MeterSample> into = new(16);
        decoder.Decode(topic, payload, Decoding.ReceivedAt, into);
        long before = GC.GetAllocatedBytesForCurrentThread();
        decoder.Decode(topic, payload, Decoding.ReceivedAt, into);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
