using System.Security.Cryptography.X509Certificates;

namespace Strangler.Meters.Mqtt;

/// <summary>The broker's certificate is always checked: its chain, its name, its dates.</summary>
/// <param name="Authorities">Own authorities, and no others; null asks the system's.</param>
/// <param name="Client">With its private key; null where the broker wants none.</param>
public sealed record MqttTls(
    X509Certificate2Collection? Authorities = null, X509Certificate2? Client = null);
