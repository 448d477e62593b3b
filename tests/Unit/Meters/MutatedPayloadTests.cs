using System.Text;
using Strangler.Core.Metering;
using Strangler.Meters.Payloads;

namespace Strangler.Tests.Unit.Meters;

public sealed class MutatedPayloadTests
{
    private const int Seed = 20260301;
    private const int Rounds = 300;

    private static readonly string[] Interesting =
        ["{", "}", "[", "]", "\"", "\\", "\\u", "\\ud800", ",", ":", "-", "e", ".", "1e400", "null", "NaN", "\0", "/"];

    [Fact]
    public void Whatever_is_sent_nothing_throws_and_no_impossible_count_comes_out()
    {
        Random random = new(Seed);
        PayloadDecoder decoder = new();
        List<MeterSample> into = [];
        foreach ((string topic, byte[] payload) in Messages())
        {
            for (int round = 0; round < Rounds; round++)
            {
                byte[] name = Encoding.UTF8.GetBytes(topic);
                name = round % 7 == 0 ? Mutate(random, name) : name;
                into.Clear();
                DecodeOutcome outcome = decoder.Decode(name, Mutate(random, payload), Decoding.ReceivedAt, into);
                Assert.Equal(outcome.Count, into.Count);
                Assert.All(into, sample => Assert.InRange(sample.Litres, 0, WaterAmount.MostLitres));
            }
        }
    }

    [Fact]
    public void Whatever_frame_is_sent_nothing_throws()
    {
        Random random = new(Seed + 1);
        foreach (string hex in Frames())
        {
            byte[] frame = Convert.FromHexString(hex);
            for (int round = 0; round < Rounds * 20; round++)
            {
                byte[] mutated = Mutate(random, frame);
                List<MeterSample> into = [];
                RadioFrame radio = new("M", random.Next(2) * 100, 1, Decoding.ReceivedAt, TimeSpan.FromHours(-6));
                DecodeOutcome outcome = radio.Decode(mutated, (RadioCodec)random.Next(3), into);
                Assert.True(!outcome.IsRead || outcome.Count == into.Count);
            }
        }
    }

    private static string[] Frames() =>
    [
        "01aeac986a003217000000000000000000008003800054000e4005100048000240020000200000000000000000000000000000",
        "7a08000000446d002cfd284413c1aa77004d9313186201270122012201260122012201210127012201220127012f",
        "7844" + "6d003318374413030000004d93132261" + "01" + new string('0', 64),
        "78446d0020f32a4413ec00000052ff25100042ff1c0500623b0000523b0000615b80515b80",
        "7258578853372c3c16d610080004ff16bf587000",
    ];

    private static IEnumerable<(string Topic, byte[] Payload)> Messages()
    {
        const string Own = "{\"at\":\"2026-03-01T06:00:00.5Z\",\"m3\":1.25,"
            + "\"seq\":1,\"flags\":[\"leak\"],\"x\":{\"y\":[1]}}";
        yield return (Decoding.OwnTopic, Encoding.UTF8.GetBytes(Own));
        yield return (Decoding.OwnTopic, Encoding.UTF8.GetBytes("[" + Own + "," + Own + "]"));
        foreach (string frame in Frames())
        {
            int port = frame.StartsWith("01", StringComparison.Ordinal) ? 100 : 1;
            yield return ("application/a1/device/70b3d5/event/up",
                Encoding.UTF8.GetBytes(RadioFrameTests.Chirp(port, frame)));
            yield return ("v3/aqua@utility/devices/meter-7/up", Encoding.UTF8.GetBytes(RadioFrameTests.Ttn(1, frame)));
        }

        foreach (System.Text.Json.JsonElement telegram in TelegramTests.Vectors())
        {
            yield return ("wmbusmeters/kitchen", Encoding.UTF8.GetBytes(telegram.GetRawText()));
        }
    }

    private static byte[] Mutate(Random random, byte[] original)
    {
        List<byte> bytes = [.. original];
        for (int change = random.Next(1, 5); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Interesting[random.Next(Interesting.Length)]));
                    break;
                case 3:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(20).ToArray());
                    break;
            }
        }

        return [.. bytes];
    }
}
