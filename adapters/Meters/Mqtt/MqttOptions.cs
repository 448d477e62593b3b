using System.Globalization;

namespace Strangler.Meters.Mqtt;

/// <summary>How a client connects and what it bears.</summary>
public sealed record MqttOptions
{
    private const int PlainPort = 1883;
    private const int TlsPort = 8883;

    public required string Host { get; init; }

    public int Port { get; init; } = PlainPort;

    public MqttVersion Version { get; init; } = MqttVersion.Five;

    /// <summary>Null is plain TCP.</summary>
    public MqttTls? Tls { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>One client at a time has it; a second one takes the session over.</summary>
    public required string ClientId { get; init; }

    /// <summary>True forgets the session at every connection.</summary>
    public bool CleanStart { get; init; }

    /// <summary>How long the broker keeps the session of a client that is away; of MQTT 5, whole seconds.</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Half of it without a word, and the broker is asked; the other half, and the connection ends.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Messages that wait for their acknowledgement. A broker of version 5 sends no more; where it does, or knows no
    /// such limit (3.1.1), reading stops after it.
    /// </summary>
    public ushort ReceiveMaximum { get; init; } = 10_000;

    /// <summary>Bytes of one packet; a bigger one ends the connection.</summary>
    public int MaximumPacket { get; init; } = 262_144;

    /// <summary>Bytes received and not taken; reading stops there.</summary>
    public int MostWaitingBytes { get; init; } = 4_194_304;

    public IReadOnlyList<MqttSubscription> Subscriptions { get; init; } = [];

    /// <summary>Filters given up at each connection; what waits in the session already still comes.</summary>
    public IReadOnlyList<string> Leaving { get; init; } = [];

    public MqttOutgoing? Will { get; init; }

    /// <summary>Limit of connecting, TLS and the broker's greeting together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Limit of each later answer and of each write.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Before the second attempt; it doubles up to <see cref="LongestWait"/>, less some jitter.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Messages sent that wait for the broker's acknowledgement; more wait for these.</summary>
    public int MostPublishing { get; init; } = 1_000;

    /// <summary>Called at each connection made or lost; must return at once and not throw.</summary>
    public Action<MqttNotice>? Notify { get; init; }

    /// <summary>Reads <c>mqtt://user@host:port</c>, or <c>mqtts:</c> for TLS. A password in it is not taken.</summary>
    public static MqttOptions At(string address, string? password, string clientId)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("mqtt" or "mqtts")
            || uri.Host.Length == 0 || uri.AbsolutePath is not ("" or "/") || uri.UserInfo.Contains(':'))
        {
            throw new FormatException("The address of the broker must be mqtt://user@host:port or mqtts://...");
        }

        bool isTls = uri.Scheme == "mqtts";
        return new MqttOptions
        {
            Host = uri.IdnHost,
            Port = uri.Port > 0 ? uri.Port : isTls ? TlsPort : PlainPort,
            Tls = isTls ? new MqttTls() : null,
            UserName = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : null,
            Password = password,
            ClientId = clientId,
        };
    }

    /// <summary>Without the password, for logs and messages.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Tls is null ? "mqtt" : "mqtts")}://{UserName}@{Host}:{Port}");

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumPacket, 128);
        ArgumentOutOfRangeException.ThrowIfLessThan<int>(ReceiveMaximum, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostPublishing, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MostPublishing, ushort.MaxValue / 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeepAlive, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(KeepAlive, TimeSpan.FromSeconds(ushort.MaxValue));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FirstWait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestWait, FirstWait);
        if (Version is not (MqttVersion.Three or MqttVersion.Five))
        {
            throw new ArgumentException($"There is no MQTT version {(int)Version} here.");
        }
    }
}
