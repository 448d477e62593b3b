namespace Strangler.Meters.Mqtt;

/// <summary>A connection to a broker that is kept up: lost, it is made again, with its session.</summary>
public interface IMqttClient : IAsyncDisposable
{
    MqttCounters Counters { get; }

    bool IsConnected { get; }

    /// <summary>Messages of this connection that were received and not acknowledged.</summary>
    int Unacknowledged { get; }

    /// <summary>Connects and keeps connecting until disposed of or another takes the session over.</summary>
    void Start();

    /// <summary>Waits until subscribed.</summary>
    /// <exception cref="MqttException">The broker refuses us by name, or the client has ended.</exception>
    Task ConnectedAsync(CancellationToken cancellation);

    /// <summary>
    /// Waits for at least one message and hands over what has come, at most so many, in the order of arrival. Dispose
    /// of the batch when done, acknowledged or not. An outage of the broker is waited out.
    /// </summary>
    /// <exception cref="MqttException">Another took the session over, or the client was disposed of.</exception>
    ValueTask<MqttBatch> ReceiveAsync(int most, CancellationToken cancellation);

    /// <summary>
    /// Tells the broker, in one write, that it may forget these. False where their connection has ended since: nothing
    /// is sent, and they come again.
    /// </summary>
    ValueTask<bool> AcknowledgeAsync(MqttBatch batch, CancellationToken cancellation);

    /// <summary>Ends the connection and makes a new one, on which all that is not acknowledged comes again.</summary>
    Task RedeliverAsync(CancellationToken cancellation);

    /// <summary>Sends one message and waits for the broker's answer, at most the answer time-out.</summary>
    Task<MqttPublishResult> PublishAsync(MqttOutgoing message, CancellationToken cancellation);
}
