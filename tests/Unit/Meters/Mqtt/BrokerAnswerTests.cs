using Strangler.Meters.Mqtt;
using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Tests.Unit.Meters.Mqtt;

public sealed class BrokerAnswerTests
{
    [Theory]
    [InlineData(MqttVersion.Three, "0000", MqttReason.Success)]
    [InlineData(MqttVersion.Three, "0002", MqttReason.ClientIdNotValid)]
    [InlineData(MqttVersion.Three, "0004", MqttReason.BadUserNameOrPassword)]
    [InlineData(MqttVersion.Three, "0005", MqttReason.NotAuthorized)]
    [InlineData(MqttVersion.Five, "008700", MqttReason.NotAuthorized)]
    public void A_greeting_has_the_same_reasons_in_both_versions(MqttVersion version, string body, MqttReason reason) =>
        Assert.Equal(reason, ConnectAnswer.Read(Convert.FromHexString(body), version).Reason);

    [Fact]
    public void A_greeting_of_version_5_says_the_broker_s_limits()
    {
        ConnectAnswer greeting = ConnectAnswer.Read(
            Convert.FromHexString("010010" + "210014" + "13000A" + "2700000400" + "1F00026F68"),
            MqttVersion.Five);

        Assert.Equal(
            new ConnectAnswer(MqttReason.Success, true, "oh", TimeSpan.FromSeconds(10), 20, 1_024), greeting);
    }

    [Fact]
    public void The_broker_s_own_limits_are_none_where_it_states_none() => Assert.Equal(
        new ConnectAnswer(MqttReason.Success, false, null, null, 65_535, int.MaxValue),
        ConnectAnswer.Read([0, 0, 0], MqttVersion.Five));

    [Fact]
    public void A_taken_over_session_is_told_from_other_ends()
    {
        Assert.Equal(MqttReason.SessionTakenOver, Answers.ReadDisconnect([0x8E], MqttVersion.Five).Reason);
        Assert.Equal(MqttReason.Success, Answers.ReadDisconnect([], MqttVersion.Five).Reason);
        Assert.Throws<MqttException>(() => Answers.ReadDisconnect([], MqttVersion.Three));
    }

    [Fact]
    public void A_refused_filter_is_told_from_the_granted_ones()
    {
        (ushort id, MqttReason[] reasons) = Answers.ReadSubscribeAnswer(
            Convert.FromHexString("0007" + "00" + "0187"), MqttVersion.Five);

        Assert.Equal(7, id);
        Assert.Equal([(MqttReason)1, MqttReason.NotAuthorized], reasons);
    }

    [Theory]
    [InlineData(MqttVersion.Three, "0007", MqttReason.Success)]
    [InlineData(MqttVersion.Five, "0007", MqttReason.Success)]
    [InlineData(MqttVersion.Five, "000787", MqttReason.NotAuthorized)]
    [InlineData(MqttVersion.Five, "00071000", MqttReason.NoMatchingSubscribers)]
    public void An_acknowledgement_may_be_a_refusal(MqttVersion version, string body, MqttReason reason) =>
        Assert.Equal((7, reason), Answers.ReadPublishAnswer(Convert.FromHexString(body), version));

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 1_000)]
    [InlineData(6, 16_000)]
    [InlineData(7, 30_000)]
    [InlineData(1_000_000, 30_000)]
    public void The_wait_doubles_to_its_limit_less_at_most_half_by_chance(int failures, int longest)
    {
        Random random = new(failures);
        long[] waits = [.. Enumerable.Range(0, 200).Select(_ => Backoff.After(
            failures, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), random).Ticks
            / TimeSpan.TicksPerMillisecond)];

        Assert.All(waits, wait => Assert.InRange(wait, longest / 2, longest));
        Assert.True(waits.Distinct().Count() > 50);
    }

    [Theory]
    [InlineData("mqtt://gateway@127.0.0.1:1999", "127.0.0.1", 1999, false)]
    [InlineData("mqtt://gateway@broker", "broker", 1883, false)]
    [InlineData("mqtts://gateway@broker", "broker", 8883, true)]
    public void An_address_names_user_host_port_and_whether_it_is_secured(
        string address, string host, int port, bool isTls)
    {
        MqttOptions options = MqttOptions.At(address, "secret", "id");

        Assert.Equal((host, port, isTls), (options.Host, options.Port, options.Tls is not null));
        Assert.Equal("gateway", options.UserName);
        Assert.DoesNotContain("secret", options.ToString());
    }

    [Theory]
    [InlineData("http://broker")]
    [InlineData("broker:1883")]
    [InlineData("mqtt://user:password@broker")]
    [InlineData("mqtt://broker/topic")]
    public void What_is_no_address_of_a_broker_is_refused(string address) =>
        Assert.Throws<FormatException>(() => MqttOptions.At(address, null, "id"));
}
