namespace Strangler.Meters.Mqtt;

/// <summary>Reason codes of MQTT 5; what 3.1.1 says is translated to them.</summary>
public enum MqttReason
{
    Success = 0x00,
    DisconnectWithWill = 0x04,
    NoMatchingSubscribers = 0x10,
    Unspecified = 0x80,
    MalformedPacket = 0x81,
    ProtocolError = 0x82,
    ImplementationSpecific = 0x83,
    UnsupportedVersion = 0x84,
    ClientIdNotValid = 0x85,
    BadUserNameOrPassword = 0x86,
    NotAuthorized = 0x87,
    ServerUnavailable = 0x88,
    ServerBusy = 0x89,
    Banned = 0x8A,
    ServerShuttingDown = 0x8B,
    BadAuthenticationMethod = 0x8C,
    KeepAliveTimeout = 0x8D,
    SessionTakenOver = 0x8E,
    TopicFilterInvalid = 0x8F,
    TopicNameInvalid = 0x90,
    PacketIdInUse = 0x91,
    PacketIdNotFound = 0x92,
    ReceiveMaximumExceeded = 0x93,
    TopicAliasInvalid = 0x94,
    PacketTooLarge = 0x95,
    MessageRateTooHigh = 0x96,
    QuotaExceeded = 0x97,
    AdministrativeAction = 0x98,
    PayloadFormatInvalid = 0x99,
    RetainNotSupported = 0x9A,
    QosNotSupported = 0x9B,
    UseAnotherServer = 0x9C,
    ServerMoved = 0x9D,
    SharedSubscriptionsNotSupported = 0x9E,
    ConnectionRateExceeded = 0x9F,
    MaximumConnectTime = 0xA0,
    SubscriptionIdsNotSupported = 0xA1,
    WildcardsNotSupported = 0xA2,

    /// <summary>Ours, never on the wire: no connection, or it ended without a word.</summary>
    ConnectionLost = 0x100,

    /// <summary>Ours: the certificates of the two sides do not please each other.</summary>
    TlsFailed = 0x101,

    /// <summary>Ours: the client was disposed of.</summary>
    ClientClosed = 0x102,
}
