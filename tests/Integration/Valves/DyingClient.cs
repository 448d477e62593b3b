using Strangler.Meters.Mqtt;

namespace Strangler.Tests.Integration.Valves;

/// <summary>A client whose worker is killed at a chosen moment: from then on it does nothing but fail.</summary>
/// <param name="dies">
/// Is asked at each moment: <c>before publish</c>, <c>after publish</c>, <c>before acknowledge</c>.
/// </param>
internal sealed class DyingClient(MqttClient inner, Func<string, bool> dies) : IMqttClient
{
    private bool _isDead;

    public MqttCounters Counters => inner.Counters;

    public int Unacknowledged => inner.Unacknowledged;

    public bool IsConnected => inner.IsConnected;

    public void Start() => inner.Start();

    public Task ConnectedAsync(CancellationToken cancellation) => inner.ConnectedAsync(cancellation);

    public async ValueTask<MqttBatch> ReceiveAsync(int most, CancellationToken cancellation)
    {
        Live(null);
        return await inner.ReceiveAsync(most, cancellation);
    }

    public async ValueTask<bool> AcknowledgeAsync(MqttBatch batch, CancellationToken cancellation)
    {
        Live("before acknowledge");
        return await inner.AcknowledgeAsync(batch, cancellation);
    }

    public Task RedeliverAsync(CancellationToken cancellation) => inner.RedeliverAsync(cancellation);

    public async Task<MqttPublishResult> PublishAsync(MqttOutgoing message, CancellationToken cancellation)
    {
        Live("before publish");
        MqttPublishResult result = await inner.PublishAsync(message, cancellation);
        Live("after publish");
        return result;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Live(string? moment)
    {
        _isDead |= moment is not null && dies(moment);
        if (_isDead)
        {
            throw new WorkerKilledException();
        }
    }
}
