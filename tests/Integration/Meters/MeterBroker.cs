using Strangler.Meters.Mqtt;
using Strangler.Tests.Integration.Meters;
using Strangler.Tests.Integration.Product;

[assembly: AssemblyFixture(typeof(MeterBroker))]

namespace Strangler.Tests.Integration.Meters;

/// <summary>
/// The mosquitto of the test run, started by the first test that needs it. Keep client ids and topics apart.
/// </summary>
public sealed class MeterBroker : IAsyncLifetime
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private MosquittoProcess? _broker;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>One of its own for a test that stops it.</summary>
    internal static async Task<MosquittoProcess> StartOwnAsync()
    {
        Prerequisite.Require(MosquittoProcess.IsInstalled, "mosquitto is missing: sudo apt-get install mosquitto");
        MosquittoProcess broker = new();
        await broker.StartAsync(TestContext.Current.CancellationToken);
        return broker;
    }

    internal async Task<MosquittoProcess> StartedAsync()
    {
        await _one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _broker ??= await StartOwnAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>As the gateway, who may do everything, with a session of its own.</summary>
    internal async Task<MqttOptions> OptionsAsync(
        string clientId, string? filter = null, MqttVersion version = MqttVersion.Five)
    {
        MosquittoProcess broker = await StartedAsync();
        return Options(broker, clientId, filter) with { Version = version };
    }

    internal static MqttOptions Options(MosquittoProcess broker, string clientId, string? filter = null) => new()
    {
        Host = "127.0.0.1",
        Port = broker.Port,
        UserName = "gateway",
        Password = MosquittoProcess.Password,
        ClientId = clientId,
        FirstWait = TimeSpan.FromMilliseconds(50),
        LongestWait = TimeSpan.FromSeconds(1),
        Subscriptions = filter is null ? [] : [new MqttSubscription(filter)],
    };

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        _one.Dispose();
    }
}
