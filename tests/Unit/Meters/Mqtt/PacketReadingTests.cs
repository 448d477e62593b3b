using Strangler.Meters.Mqtt;
using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Tests.Unit.Meters.Mqtt;

public sealed class PacketReadingTests
{
    [Theory]
    [InlineData("3000", 2, 0)]
    [InlineData("307F", 2, 127)]
    [InlineData("308001", 3, 128)]
    [InlineData("30FFFFFF7F", 5, 268_435_455)]
    public void A_length_is_read_from_one_to_four_bytes(string bytes, int length, int remaining)
    {
        Assert.True(FrameHeader.TryRead(Convert.FromHexString(bytes), out FrameHeader header));

        Assert.Equal((PacketType.Publish, length, remaining), (header.Type, header.Length, header.Remaining));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3080")]
    [InlineData("30FFFFFF")]
    public void A_header_that_is_not_all_there_waits(string bytes) =>
        Assert.False(FrameHeader.TryRead(Convert.FromHexString(bytes), out _));

    [Theory]
    // QoS 0; QoS 1 with id 10, seen before; retained.
    [InlineData(MqttVersion.Three, "3006 0003612F62 41", "a/b|0|False|False|41")]
    [InlineData(MqttVersion.Three, "3A08 0003612F62 000A 41", "a/b|10|True|False|41")]
    [InlineData(MqttVersion.Three, "3105 0003612F62", "a/b|0|False|True|")]
    // Version 5: no properties; payload format, expiry, content type, user property and subscription id.
    [InlineData(MqttVersion.Five, "3209 0003612F62 000A 00 41", "a/b|10|False|False|41")]
    [InlineData(
        MqttVersion.Five, "321B 0003612F62 000A 12 0101 020000000A 030001 78 26000161000162 41",
        "a/b|10|False|False|41")]
    [InlineData(MqttVersion.Five, "300A 0003612F62 03 0B8001 41", "a/b|0|False|False|41")]
    public void A_message_is_read(MqttVersion version, string bytes, string expected)
    {
        using Inbound inbound = new(version);

        inbound.Feed(Hex(bytes));

        Assert.Equal([expected], inbound.Take());
    }

    [Theory]
    [InlineData("30FFFFFFFF01", MqttReason.MalformedPacket)] // a length of five bytes
    [InlineData("3606 0003612F62 41", MqttReason.MalformedPacket)] // QoS 3
    [InlineData("3806 0003612F62 41", MqttReason.MalformedPacket)] // QoS 0, seen before
    [InlineData("3408 0003612F62 000A 41", MqttReason.ProtocolError)] // QoS 2
    [InlineData("3208 0003612F62 0000 41", MqttReason.ProtocolError)] // packet id 0
    [InlineData("3206 0003612F62 00", MqttReason.MalformedPacket)] // half a packet id
    [InlineData("3003 000361", MqttReason.MalformedPacket)] // a topic that ends after its packet
    [InlineData("3000", MqttReason.MalformedPacket)] // no topic at all
    [InlineData("3004 0002C328", MqttReason.MalformedPacket)] // no UTF-8
    [InlineData("3005 0003EDA080", MqttReason.MalformedPacket)] // half a pair of UTF-16 in UTF-8
    [InlineData("3005 0003610062", MqttReason.MalformedPacket)] // the character 0
    [InlineData("3005 0003612F2B", MqttReason.TopicNameInvalid)] // a/+
    [InlineData("3005 0003612F23", MqttReason.TopicNameInvalid)] // a/#
    [InlineData("3002 0000", MqttReason.TopicNameInvalid)] // empty
    [InlineData("0000", MqttReason.ProtocolError)] // no type
    [InlineData("1000", MqttReason.ProtocolError)] // CONNECT
    [InlineData("8200", MqttReason.ProtocolError)] // SUBSCRIBE
    [InlineData("F000", MqttReason.ProtocolError)] // AUTH, which we never began
    [InlineData("D100", MqttReason.MalformedPacket)] // PINGRESP with flags
    public void What_no_broker_may_send_is_named_and_counts_as_ours_to_tell(string bytes, MqttReason reason)
    {
        using Inbound inbound = new(MqttVersion.Three);

        MqttException error = Assert.Throws<MqttException>(() => inbound.Feed(Hex(bytes)));

        Assert.Equal((reason, true), (error.Reason, error.IsOurs));
        Assert.Empty(inbound.Take());
    }

    [Theory]
    [InlineData("3009 0003612F62 03 230001", MqttReason.TopicAliasInvalid)]
    [InlineData("3006 0000 03 230001", MqttReason.TopicAliasInvalid)] // the alias in place of the topic
    [InlineData("3007 0003612F62 01 7E", MqttReason.MalformedPacket)] // there is no such property
    [InlineData("3008 0003612F62 05 0101", MqttReason.MalformedPacket)] // properties that end after their packet
    [InlineData("3008 0003612F62 02 0200", MqttReason.MalformedPacket)] // a property that ends after them
    public void Properties_that_may_not_be_are_named(string bytes, MqttReason reason)
    {
        using Inbound inbound = new(MqttVersion.Five);

        MqttException error = Assert.Throws<MqttException>(() => inbound.Feed(Hex(bytes)));

        Assert.Equal(reason, error.Reason);
    }

    [Fact]
    public void A_packet_over_the_limit_is_refused_by_its_header_alone()
    {
        using Inbound inbound = new(MqttVersion.Five, maximumPacket: 200);

        MqttException error = Assert.Throws<MqttException>(() => inbound.Feed(Hex("30C601")));

        Assert.Equal(MqttReason.PacketTooLarge, error.Reason);
        Assert.Contains("201 bytes", error.Message);
    }

    [Fact]
    public void A_packet_of_just_the_limit_is_taken()
    {
        using Inbound inbound = new(MqttVersion.Three, maximumPacket: 200);

        inbound.Feed([.. Hex("30C501 0001 61"), .. new byte[194]]);

        Assert.Single(inbound.Take());
    }

    [Fact]
    public void A_broker_of_version_5_that_sends_more_than_it_may_is_counted()
    {
        using Inbound inbound = new(MqttVersion.Five, receiveMaximum: 2);
        inbound.Feed(Hex("3206 0001 61 0001 00  3206 0001 61 0002 00"));
        Assert.Equal(0, inbound.Counters.OverReceiveMaximum);

        inbound.Feed(Hex("3206 0001 61 0003 00"));

        Assert.Equal((1L, 3), (inbound.Counters.OverReceiveMaximum, inbound.Take().Count));
    }

    [Fact]
    public void A_message_before_the_greeting_is_a_breach()
    {
        using Inbound inbound = new Inbound(MqttVersion.Three).Unopened();

        MqttException error = Assert.Throws<MqttException>(() => inbound.Feed(Hex("3003 0001 61")));

        Assert.Equal(MqttReason.ProtocolError, error.Reason);
    }

    [Fact]
    public void Messages_before_a_malformed_one_are_kept()
    {
        using Inbound inbound = new(MqttVersion.Three);

        Assert.Throws<MqttException>(() => inbound.Feed(Hex("3003 0001 61  3002 0000")));

        Assert.Equal(["a|0|False|False|"], inbound.Take());
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", ""));
}
