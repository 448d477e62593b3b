using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Strangler.Meters.Mqtt;
using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Tests.Integration.Meters;

public sealed class MqttConnectingTests(MeterBroker meterBroker)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MqttVersion.Three)]
    [InlineData(MqttVersion.Five)]
    public async Task A_message_sent_comes_back(MqttVersion version)
    {
        await using MqttClient client = await MeterClients.ConnectedAsync(
            await meterBroker.OptionsAsync($"echo-{version}", $"echo/{version}/+", version));

        await MeterClients.SendAsync(client, $"echo/{version}/a", "one", "two");

        Assert.Equal(["one", "two"], await MeterClients.TakeAsync(client, 2));
        Assert.Equal(2, client.Counters.Acknowledged);
    }

    [Theory]
    [InlineData(MqttVersion.Three)]
    [InlineData(MqttVersion.Five)]
    public async Task A_wrong_password_is_named(MqttVersion version)
    {
        MqttOptions options = await meterBroker.OptionsAsync("wrong", version: version);

        MqttException error = await Assert.ThrowsAsync<MqttException>(
            () => MeterClients.ConnectedAsync(options with { Password = "wrong" }));

        // mosquitto says so of both a wrong name and a wrong password.
        Assert.True(error.Reason is MqttReason.NotAuthorized or MqttReason.BadUserNameOrPassword, error.Message);
        Assert.DoesNotContain("wrong", error.Message);
    }

    [Theory]
    [InlineData(MqttVersion.Three)]
    [InlineData(MqttVersion.Five)]
    public async Task A_client_certificate_of_our_authority_is_a_user(MqttVersion version)
    {
        using X509Certificate2 certificate = (await meterBroker.StartedAsync()).Certificates.Client("gateway");
        await using MqttClient client = await MeterClients.ConnectedAsync(
            await SecuredAsync($"tls-{version}", certificate) with
            {
                Version = version,
                Subscriptions = [new MqttSubscription($"tls/{version}")],
            });

        await MeterClients.SendAsync(client, $"tls/{version}", "secret");

        Assert.Equal(["secret"], await MeterClients.TakeAsync(client, 1));
    }

    [Fact]
    public async Task A_broker_of_a_strange_authority_is_not_trusted()
    {
        using TestCertificates strange = new();
        MqttOptions options = await SecuredAsync("strange", null);

        MqttException error = await Assert.ThrowsAsync<MqttException>(() => MeterClients.ConnectedAsync(
            options with { Tls = new MqttTls([strange.Authority]) }));

        Assert.Equal(MqttReason.TlsFailed, error.Reason);
    }

    [Fact]
    public async Task A_broker_with_a_certificate_of_another_name_is_not_trusted()
    {
        using X509Certificate2 certificate = (await meterBroker.StartedAsync()).Certificates.Client("gateway");
        MqttOptions options = await SecuredAsync("name", certificate);

        MqttException error = await Assert.ThrowsAsync<MqttException>(
            () => MeterClients.ConnectedAsync(options with { Host = "localhost" }));

        Assert.Equal(MqttReason.TlsFailed, error.Reason);
    }

    [Fact]
    public async Task Without_a_client_certificate_the_broker_does_not_let_us_in()
    {
        Channel<MqttNotice> notices = Channel.CreateUnbounded<MqttNotice>();
        MqttOptions options = await SecuredAsync("bare", null);
        await using MqttClient client = new(
            options with { Notify = notice => notices.Writer.TryWrite(notice) }, TimeProvider.System);

        client.Start();

        MqttNotice first = await notices.Reader.ReadAsync(Cancellation);
        Assert.False(first.Connected);
        Assert.NotNull(first.RetryIn);
    }

    [Fact]
    public async Task A_device_cannot_send_as_another_device()
    {
        MqttOptions options = await meterBroker.OptionsAsync("device-1");
        await using MqttClient device = await MeterClients.ConnectedAsync(options with { UserName = "device-1" });
        await MeterClients.SendAsync(device, "aqua/v1/meters/device-1/readings", "mine");

        MqttPublishResult stolen = await device.PublishAsync(
            new MqttOutgoing("aqua/v1/meters/device-2/readings", "not mine"u8.ToArray()), Cancellation);

        Assert.Equal(new MqttPublishResult(MqttPublishOutcome.Refused, MqttReason.NotAuthorized), stolen);
    }

    [Fact]
    public async Task What_the_broker_would_not_take_is_refused_before_it_is_sent()
    {
        await using MqttClient client = await MeterClients.ConnectedAsync(await meterBroker.OptionsAsync("big-out"));

        MqttPublishResult result = await client.PublishAsync(
            new MqttOutgoing("big", new byte[MosquittoProcess.MessageLimit + 1]), Cancellation);

        Assert.Equal(MqttPublishOutcome.Refused, result.Outcome);
    }

    [Fact]
    public async Task The_last_will_is_sent_for_a_client_that_goes_without_a_word()
    {
        await using MqttClient watcher = await MeterClients.ConnectedAsync(
            await meterBroker.OptionsAsync("will-watcher", "will/#"));
        MqttOptions options = await meterBroker.OptionsAsync("will");
        byte[] connect = Requests.Connect(options with { Will = new MqttOutgoing("will/dying", "gone"u8.ToArray()) });
        using (TcpClient dying = new(options.Host, options.Port))
        {
            await dying.GetStream().WriteAsync(connect, Cancellation);
            await dying.GetStream().ReadExactlyAsync(new byte[4], Cancellation);
        }

        Assert.Equal(["gone"], await MeterClients.TakeAsync(watcher, 1));
    }

    private async Task<MqttOptions> SecuredAsync(string clientId, X509Certificate2? certificate)
    {
        MosquittoProcess broker = await meterBroker.StartedAsync();
        return MeterBroker.Options(broker, clientId) with
        {
            Port = broker.TlsPort,
            UserName = null,
            Password = null,
            Tls = new MqttTls([broker.Certificates.Authority], certificate),
        };
    }
}
