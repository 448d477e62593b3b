using System.Text.Json;
using Strangler.Core.Metering;
using Strangler.Meters.Payloads;

namespace Strangler.Tests.Unit.Meters;

public sealed class TelegramTests
{
    private const string Topic = "wmbusmeters/Kitchen, cold";

    [Fact]
    public void Every_known_telegram_decodes_to_its_total()
    {
        int read = 0;
        foreach (JsonElement expected in Vectors())
        {
            var (outcome, samples) = Decoding.Of(Topic, expected.GetRawText());
            if (!expected.TryGetProperty("total_m3", out JsonElement total))
            {
                Assert.Equal(InformationalReason.NoCount, outcome.Informational);
                continue;
            }

            MeterSample sample = Assert.Single(samples);
            Assert.Equal(expected.GetProperty("id").GetString(), sample.Device);
            Assert.Equal((long)decimal.Truncate(total.GetDecimal() * 1000), sample.Litres);
            Assert.Equal(new DateTimeOffset(1111, 11, 11, 11, 11, 11, TimeSpan.Zero), sample.At);
            read++;
        }

        Assert.Equal(113, read);
    }

    [Theory]
    [InlineData("OK", MeterFlags.None)]
    [InlineData("DRY", MeterFlags.Dry)]
    [InlineData("LEAKING BURSTING", MeterFlags.Leak | MeterFlags.Burst)]
    [InlineData("ALARM LEAK_FLOW_HIGH LEAK_FLOW_LOW", MeterFlags.Leak)]
    [InlineData("PREV_LEAKAGE", MeterFlags.None)]
    [InlineData("LEAKAGE_OR_NO_USAGE POWER_LOW", MeterFlags.Leak | MeterFlags.LowBattery)]
    [InlineData("REVERSED TAMPER", MeterFlags.Reverse | MeterFlags.Tamper)]
    [InlineData("PERMANENT_ERROR P_LEAK P_REVERSE_FLOW", MeterFlags.Fault | MeterFlags.Leak | MeterFlags.Reverse)]
    [InlineData("TEMPORARY_ERROR STATUS_1BBF80", MeterFlags.None)]
    public void Words_of_the_status_become_flags(string status, MeterFlags flags)
    {
        string payload = Text("water", "\"total_m3\":1,\"status\":\"" + status + "\"");
        Assert.Equal(flags, Assert.Single(Decoding.Of(Topic, payload).Samples).Flags);
    }

    [Theory]
    [InlineData("heat", "\"total_m3\":1", InformationalReason.OtherMedium)]
    [InlineData("water", "\"status\":\"BURST\"", InformationalReason.NoCount)]
    [InlineData("water", "\"total_m3\":null", InformationalReason.NoCount)]
    public void What_holds_no_count_of_water_is_informational(string media, string rest, InformationalReason reason) =>
        Assert.Equal(reason, Decoding.Of(Topic, Text(media, rest)).Outcome.Informational);

    [Theory]
    [InlineData("\"total_m3\":-0.001", UnreadableReason.OutOfRange)]
    [InlineData("\"total_m3\":1,\"total_m3\":1", UnreadableReason.DuplicateField)]
    [InlineData("\"total_m3\":1,\"total_l\":1", UnreadableReason.Contradiction)]
    [InlineData("\"total_m3\":\"1\"", UnreadableReason.WrongShape)]
    [InlineData("\"total_m3\":1,\"status\":7", UnreadableReason.WrongShape)]
    public void A_telegram_that_cannot_be_read_says_why(string rest, UnreadableReason reason) =>
        Assert.Equal(reason, Decoding.Of(Topic, Text("water", rest)).Outcome.Unreadable);

    [Theory]
    [InlineData("id")]
    [InlineData("media")]
    [InlineData("timestamp")]
    public void A_telegram_names_its_meter_medium_and_instant(string missing)
    {
        DecodeOutcome outcome = Decoding.Of(
            Topic, Text("water", "\"total_m3\":1").Replace(missing, "x" + missing, StringComparison.Ordinal)).Outcome;
        Assert.Equal((UnreadableReason.MissingField, missing), (outcome.Unreadable, outcome.Detail));
    }

    internal static IEnumerable<JsonElement> Vectors() => JsonDocument.Parse(
        File.ReadAllText(Repository.Shared("meters/wmbusmeters_water_vectors.json")))
        .RootElement.GetProperty("vectors").EnumerateArray().Select(vector => vector.GetProperty("expected"));

    private static string Text(string media, string rest) =>
        "{\"media\":\"" + media + "\",\"id\":\"12345678\",\"timestamp\":\"2026-03-01T06:00:00Z\"," + rest + "}";
}
