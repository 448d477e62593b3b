using System.Threading.Channels;
using Strangler.Meters.Mqtt;

namespace Strangler.Tests.Integration.Meters;

public sealed class MqttBreachTests
{
    private readonly Channel<MqttNotice> _notices = Channel.CreateUnbounded<MqttNotice>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("30FFFFFFFF", MqttReason.MalformedPacket)]
    [InlineData("30FFFF7F", MqttReason.PacketTooLarge)]
    [InlineData("320700016100000061", MqttReason.ProtocolError)]
    [InlineData("300500022B2B0061", MqttReason.TopicNameInvalid)]
    [InlineData("300700016103230001", MqttReason.TopicAliasInvalid)]
    public async Task A_broker_that_breaks_the_protocol_is_told_how_and_left(string packet, MqttReason reason)
    {
        using ScriptedBroker broker = new();
        await using MqttClient client = Started(broker);
        await broker.GreetAsync(Cancellation);

        await broker.SendAsync(packet, Cancellation);

        byte[] farewell = await broker.ReadPacketAsync(Cancellation);
        Assert.Equal((0xE0, (byte)reason), (farewell[0], farewell[2]));
        Assert.Empty(await broker.ReadPacketAsync(Cancellation));
        Assert.True((await _notices.Reader.ReadAsync(Cancellation)).Connected);
        Assert.Equal(reason, (await _notices.Reader.ReadAsync(Cancellation)).Reason);
        await broker.GreetAsync(Cancellation);
    }

    [Fact]
    public async Task A_broker_that_shuts_down_is_looked_for_again()
    {
        using ScriptedBroker broker = new();
        await using MqttClient client = Started(broker);
        await broker.GreetAsync(Cancellation);
        await broker.SendAsync("E0018B", Cancellation);

        await broker.GreetAsync(Cancellation);

        await _notices.Reader.ReadAsync(Cancellation);
        Assert.Equal(MqttReason.ServerShuttingDown, (await _notices.Reader.ReadAsync(Cancellation)).Reason);
    }

    [Fact]
    public async Task Who_is_taken_over_says_so_and_does_not_fight()
    {
        using ScriptedBroker broker = new();
        await using MqttClient client = Started(broker);
        await broker.GreetAsync(Cancellation);
        await broker.SendAsync("E0018E", Cancellation);

        MqttException error = await Assert.ThrowsAsync<MqttException>(
            async () => await client.ReceiveAsync(1, Cancellation));

        Assert.Equal(MqttReason.SessionTakenOver, error.Reason);
        await Assert.ThrowsAsync<MqttException>(() => client.ConnectedAsync(Cancellation));
        Assert.Equal((1L, false), (client.Counters.Connections, client.IsConnected));
        await _notices.Reader.ReadAsync(Cancellation);
        Assert.Null((await _notices.Reader.ReadAsync(Cancellation)).RetryIn);
    }

    [Fact]
    public async Task A_broker_that_falls_silent_is_left()
    {
        using ScriptedBroker broker = new();
        await using MqttClient client = Started(
            broker, options => options with { KeepAlive = TimeSpan.FromSeconds(1) });

        await broker.GreetAsync(Cancellation);
        await broker.GreetAsync(Cancellation);

        await _notices.Reader.ReadAsync(Cancellation);
        Assert.Equal(MqttReason.KeepAliveTimeout, (await _notices.Reader.ReadAsync(Cancellation)).Reason);
    }

    [Fact]
    public async Task A_message_without_an_answer_is_neither_taken_nor_refused()
    {
        using ScriptedBroker broker = new();
        await using MqttClient client = Started(
            broker, options => options with { AnswerTimeout = TimeSpan.FromMilliseconds(300) });
        await broker.GreetAsync(Cancellation);
        await client.ConnectedAsync(Cancellation);

        MqttPublishResult result = await client.PublishAsync(new MqttOutgoing("a", default), Cancellation);

        Assert.Equal(MqttPublishOutcome.Unknown, result.Outcome);
        Assert.Equal(0x32, (await broker.ReadPacketAsync(Cancellation))[0]);
    }

    [Fact]
    public async Task Without_a_connection_nothing_is_sent()
    {
        using ScriptedBroker broker = new();
        await using MqttClient client = Started(broker);

        MqttPublishResult result = await client.PublishAsync(new MqttOutgoing("a", default), Cancellation);

        Assert.Equal(MqttPublishOutcome.NotSent, result.Outcome);
    }

    [Fact]
    public async Task Who_waits_for_messages_is_told_when_the_client_is_closed()
    {
        using ScriptedBroker broker = new();
        MqttClient client = Started(broker);
        Task<MqttBatch> waiting = client.ReceiveAsync(1, Cancellation).AsTask();

        await client.DisposeAsync();

        MqttException error = await Assert.ThrowsAsync<MqttException>(() => waiting);
        Assert.Equal(MqttReason.ClientClosed, error.Reason);
    }

    private MqttClient Started(ScriptedBroker broker, Func<MqttOptions, MqttOptions>? change = null)
    {
        MqttOptions options = new()
        {
            Host = "127.0.0.1",
            Port = broker.Port,
            ClientId = "ill-treated",
            FirstWait = TimeSpan.FromMilliseconds(50),
            Notify = notice => _notices.Writer.TryWrite(notice),
        };
        MqttClient client = new(change is null ? options : change(options), TimeProvider.System);
        client.Start();
        return client;
    }
}
