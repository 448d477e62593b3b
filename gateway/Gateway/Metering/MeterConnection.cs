using Strangler.Meters.Mqtt;
using Strangler.Meters.Valves;

namespace Strangler.Gateway.Metering;

/// <summary>From settings to a connection.</summary>
public static class MeterConnection
{
    /// <summary>Twice what is in memory at once, so that the broker sends on while batches are kept.</summary>
    private const ushort Unacknowledged = 20_000;

    private const ushort ValveMessages = 1_000;

    /// <summary>
    /// A broker may give an answer to a worker that is gone. It does not wait there for long: the command is sent
    /// again, or the valve asked, and another worker hears that.
    /// </summary>
    private static readonly TimeSpan ValveSession = TimeSpan.FromMinutes(1);

    /// <exception cref="FormatException">The broker's address is none.</exception>
    public static MqttOptions Of(MetersOptions meters, Action<MqttNotice>? notify)
    {
        ArgumentNullException.ThrowIfNull(meters);
        return MqttOptions.At(
            meters.Broker ?? throw new FormatException("No broker is named."), meters.Password,
            "strangler-" + meters.Worker) with
        {
            ReceiveMaximum = Unacknowledged,
            Subscriptions =
            [
                .. meters.Topics.Select(topic => new MqttSubscription(
                    meters.Group is { } group ? $"$share/{group}/{topic}" : topic)),
            ],
            Notify = notify,
        };
    }

    /// <summary>For the commands of valves and their answers.</summary>
    /// <exception cref="FormatException">The broker's address is none.</exception>
    public static MqttOptions OfValves(MetersOptions meters, Action<MqttNotice>? notify)
    {
        ArgumentNullException.ThrowIfNull(meters);
        return Of(meters, notify) with
        {
            ClientId = $"strangler-{meters.Worker}-valves",
            ReceiveMaximum = ValveMessages,
            SessionExpiry = ValveSession,
            Subscriptions =
            [
                .. ValveTopics.Heard.Select(topic =>
                    new MqttSubscription($"$share/{meters.Group ?? "all"}-valves/{topic}")),
            ],
        };
    }
}
