using System.Text;
using Strangler.Meters.Mqtt;
using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Tests.Unit.Meters.Mqtt;

public sealed class PacketWritingTests
{
    private static readonly MqttOptions Full = new()
    {
        Host = "broker",
        ClientId = "me",
        UserName = "u",
        Password = "p",
        KeepAlive = TimeSpan.FromSeconds(60),
        SessionExpiry = TimeSpan.FromSeconds(256),
        ReceiveMaximum = 16,
        MaximumPacket = 65_536,
        Will = new MqttOutgoing("w", "x"u8.ToArray(), Retained: true),
        Subscriptions = [new("a/+"), new("$share/g/b", MqttQos.AtMostOnce)],
    };

    [Fact]
    public void Connect_of_version_3_has_no_properties() => Assert.Equal(
        "101A 00044D515454 04 EC 003C 00026D65 000177 000178 000175 000170",
        Spaced(Requests.Connect(Full with { Version = MqttVersion.Three }), 2, 6, 1, 1, 2, 4, 3, 3, 3, 3));

    [Fact]
    public void Connect_of_version_5_says_its_limits() => Assert.Equal(
        "1029 00044D515454 05 EC 003C 0D 1100000100 210010 2700010000 00026D65 00 000177 000178 000175 000170",
        Spaced(Requests.Connect(Full), 2, 6, 1, 1, 2, 1, 5, 3, 5, 4, 1, 3, 3, 3, 3));

    [Fact]
    public void A_client_without_anything_says_only_its_id_and_a_clean_start() => Assert.Equal(
        "100E 00044D515454 04 02 003C 00026D65",
        Spaced(
            Requests.Connect(new MqttOptions
            {
                Host = "broker",
                ClientId = "me",
                CleanStart = true,
                Version = MqttVersion.Three,
            }),
            2, 6, 1, 1, 2, 4));

    [Theory]
    [InlineData(MqttVersion.Three, "8215 0007 0003612F2B01 000A247368617265 2F672F62 00")]
    [InlineData(MqttVersion.Five, "8216 0007 00 0003612F2B11 000A247368617265 2F672F62 00")]
    public void Subscribe_asks_for_retained_messages_once(MqttVersion version, string expected) => Assert.Equal(
        expected.Replace(" ", ""), Convert.ToHexString(Requests.Subscribe(7, Full with { Version = version })));

    [Theory]
    [InlineData(MqttVersion.Three, MqttQos.AtLeastOnce, false, null, "3206 0001 61 0007 78")]
    [InlineData(MqttVersion.Three, MqttQos.AtMostOnce, true, null, "3104 0001 61 78")]
    [InlineData(MqttVersion.Five, MqttQos.AtLeastOnce, false, null, "3207 0001 61 0007 00 78")]
    [InlineData(MqttVersion.Five, MqttQos.AtLeastOnce, false, 256, "320C 0001 61 0007 05 0200000100 78")]
    public void Publish_is_written(MqttVersion version, MqttQos qos, bool retained, int? expiry, string expected)
    {
        MqttOutgoing message = new(
            "a", Encoding.UTF8.GetBytes("x"), qos, retained,
            expiry is int seconds ? TimeSpan.FromSeconds(seconds) : null);

        Assert.Equal(expected.Replace(" ", ""), Convert.ToHexString(Requests.Publish(7, message, version)));
    }

    [Fact]
    public void Acknowledgements_are_in_the_order_of_arrival_and_of_those_that_are_due()
    {
        MqttMessage[] messages = [Message(258), Message(0), Message(1)];
        byte[] packets = new byte[12];

        int length = Requests.WriteAcknowledgements(messages, packets);

        Assert.Equal("40020102" + "40020001", Convert.ToHexString(packets.AsSpan(0, length)));
    }

    [Fact]
    public void A_reason_goes_to_a_broker_of_version_5_only()
    {
        Assert.Equal(
            "E0079505" + "1F0002" + "6F68",
            Convert.ToHexString(Requests.Disconnect(MqttReason.PacketTooLarge, "oh", MqttVersion.Five)));
        Assert.Equal(
            "E000", Convert.ToHexString(Requests.Disconnect(MqttReason.PacketTooLarge, "oh", MqttVersion.Three)));
    }

    private static MqttMessage Message(ushort id) => new(default, default, id, false, false);

    private static string Spaced(byte[] bytes, params int[] lengths)
    {
        Assert.Equal(lengths.Sum(), bytes.Length);
        int start = 0;
        return string.Join(
            ' ', lengths.Select(length => Convert.ToHexString(bytes, (start += length) - length, length)));
    }
}
