using System.Net;

namespace Strangler.Payments.Sandbox;

/// <summary>Where sandbox providers listen, and where they post what happened.</summary>
public sealed record SandboxOptions
{
    /// <summary>0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Of the control endpoint; 0 for any free one.</summary>
    public int ControlPort { get; init; }

    public IPAddress BindAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Webhooks go to this address with the provider's name behind it; null: nowhere.</summary>
    public Uri? Webhooks { get; init; }

    /// <summary>Of Openpay's notifications.</summary>
    public string WebhookUser { get; init; } = "sandbox";

    /// <summary>
    /// Of Openpay's notifications; also STP's shared secret (header X-Sandbox-Secret) and Belvo's, behind "Bearer ".
    /// </summary>
    public string WebhookPassword { get; init; } = "sandbox-password-0123456789";

    /// <summary>Between deliveries of what was not answered well.</summary>
    public TimeSpan Redelivery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Charges kept; then it says that it is full.</summary>
    public int MostCharges { get; init; } = 1_000_000;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
