using System.Text.Json;
using Strangler.Core.Metering;
using Strangler.Meters.Payloads;

namespace Strangler.Tests.Unit.Meters;

public sealed class RadioFrameTests
{
    private const string ChirpStack = "application/a1/device/70b3d5/event/up";
    private const string Things = "v3/aqua@utility/devices/meter-7/up";
    private const string MidnightLog =
        "78446d0020f32a4413ec00000052ff25100042ff1c0500623b0000523b0000615b80515b80";

    [Fact]
    public void Axioma_counts_24_hours_on_from_the_log()
    {
        JsonElement vector = Vector("lorawan_axioma.json");
        JsonElement expected = vector.GetProperty("expected");
        List<MeterSample> samples = Decoding.Of(ChirpStack, Chirp(100, vector.GetProperty("hex").GetString()!)).Samples;
        Assert.Equal(24, samples.Count);
        Assert.Equal(Litres(expected.GetProperty("log_volume_m3")), samples[0].Litres);
        Assert.Equal(Litres(expected.GetProperty("current_volume_m3")), samples[^1].Litres);
        Assert.Equal(
            expected.GetProperty("deltas_m3").EnumerateArray().Select(Litres),
            samples.Zip(samples.Skip(1), (earlier, later) => later.Litres - earlier.Litres));
        Assert.Equal(new DateTimeOffset(2026, 9, 2, 23, 0, 0, TimeSpan.Zero), samples[^1].At);
        Assert.All(samples, sample => Assert.Equal(42, sample.Sequence));
    }

    [Fact]
    public void Kamstrup_counts_back_by_the_hour_from_the_latest()
    {
        JsonElement vector = Vector("lorawan_kamstrup.json");
        JsonProperty expected = vector.GetProperty("expected_volumes_m3_desc_hourly_from").EnumerateObject().Single();
        List<MeterSample> samples = Decoding.Of(Things, Ttn(1, vector.GetProperty("hex").GetString()!)).Samples;
        Assert.Equal(expected.Value.EnumerateArray().Select(Litres), samples.Select(sample => sample.Litres));
        DateTimeOffset latest = DateTimeOffset.Parse(expected.Name + "Z", null);
        Assert.Equal(
            Enumerable.Range(0, samples.Count).Select(hours => latest.AddHours(-hours)),
            samples.Select(sample => sample.At));
    }

    [Fact]
    public void A_midnight_log_has_one_count_and_its_infocode() => Assert.Equal(
        new MeterSample(
            "70b3d5", new DateTimeOffset(2023, 10, 19, 0, 0, 0, TimeSpan.Zero), 236, 42, MeterFlags.Tamper),
        Assert.Single(Decoding.Of(ChirpStack, Chirp(1, MidnightLog)).Samples));

    [Fact]
    public void A_meter_clock_in_local_time_is_set_right()
    {
        PayloadDecoder decoder = new(new Dictionary<string, RadioDevice>
        {
            ["70b3d5"] = new(RadioCodec.KamstrupMbus, TimeSpan.FromHours(-6)),
        });
        byte[] payload = System.Text.Encoding.UTF8.GetBytes(Chirp(1, MidnightLog));
        Assert.Equal(
            new DateTimeOffset(2023, 10, 19, 6, 0, 0, TimeSpan.Zero),
            Assert.Single(Decoding.Of(ChirpStack, payload, decoder).Samples).At);
    }

    [Theory]
    [InlineData("7258578853372c3c16d610080004ff16bf587000", null)]
    [InlineData("78446d003318374d9313226101000000030000", UnreadableReason.BrokenFrame)]
    [InlineData("7a0800001f446d002cfd28", UnreadableReason.UnknownFrame)]
    [InlineData("7844", UnreadableReason.BrokenFrame)]
    [InlineData("0102", UnreadableReason.UnknownFrame)]
    public void A_frame_without_a_count_says_why(string hex, UnreadableReason? reason)
    {
        DecodeOutcome outcome = Decoding.Of(ChirpStack, Chirp(1, hex)).Outcome;
        Assert.Equal(reason, outcome.Unreadable);
        Assert.Equal(reason is null ? InformationalReason.NoCount : null, outcome.Informational);
    }

    [Theory]
    [InlineData("application/a1/device/70b3d5/event/join", "{}")]
    [InlineData("application/a1/device/70b3d5/event/status", "not even JSON")]
    [InlineData("v3/aqua@utility/devices/meter-7/down/sent", "{}")]
    [InlineData(ChirpStack, """{"deviceInfo":{"devEui":"70B3D5"},"fCnt":3}""")]
    [InlineData(Things, """{"end_device_ids":{"device_id":"meter-7"},"uplink_message":{"f_port":0}}""")]
    public void What_a_network_says_of_itself_is_informational(string topic, string payload) =>
        Assert.Equal(InformationalReason.NetworkEvent, Decoding.Of(topic, payload).Outcome.Informational);

    [Theory]
    [InlineData("""{"deviceInfo":{"devEui":"other"},"fPort":1,"data":"eA=="}""", UnreadableReason.WrongDevice)]
    [InlineData("""{"fPort":1,"data":"*"}""", UnreadableReason.BadBase64)]
    [InlineData("""{"fPort":1,"data":7}""", UnreadableReason.WrongShape)]
    [InlineData("""{"fPort":-1,"data":"eA=="}""", UnreadableReason.WrongShape)]
    [InlineData("""{"fPort":1,"fPort":1,"data":"eA=="}""", UnreadableReason.DuplicateField)]
    [InlineData("""{"fPort":1,"time":"2026-03-01T06:00:00","data":"eA=="}""", UnreadableReason.BadInstant)]
    [InlineData("[]", UnreadableReason.WrongShape)]
    public void A_broken_uplink_says_why(string payload, UnreadableReason reason) =>
        Assert.Equal(reason, Decoding.Of(ChirpStack, payload).Outcome.Unreadable);

    private static long Litres(JsonElement cubicMetres) => (long)(cubicMetres.GetDecimal() * 1000);

    private static JsonElement Vector(string file) => JsonDocument.Parse(
        File.ReadAllText(Repository.Shared("meters/" + file))).RootElement.GetProperty("vectors")[0];

    private static string Base64(string hex) => Convert.ToBase64String(Convert.FromHexString(hex));

    internal static string Chirp(int port, string hex) =>
        "{\"deduplicationId\":\"x\",\"time\":\"2026-09-02T23:10:00.123456789+00:00\","
        + "\"deviceInfo\":{\"devEui\":\"70b3d5\",\"tags\":{\"a\":\"b\"}},"
        + "\"fCnt\":42,\"fPort\":" + port + ",\"data\":\"" + Base64(hex) + "\",\"rxInfo\":[{}]}";

    internal static string Ttn(int port, string hex) =>
        "{\"end_device_ids\":{\"device_id\":\"meter-7\",\"dev_eui\":\"70B3D5\"},"
        + "\"received_at\":\"2026-09-02T23:10:00Z\","
        + "\"uplink_message\":{\"f_port\":" + port + ",\"f_cnt\":42,"
        + "\"frm_payload\":\"" + Base64(hex).Replace("/", "\\/")
        + "\",\"received_at\":\"2026-09-02T23:09:59Z\",\"decoded_payload\":{\"\\u0061\":1}}}";
}
