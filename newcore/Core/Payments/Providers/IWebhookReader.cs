namespace Strangler.Core.Payments.Providers;

/// <summary>Understands what one provider posts, by its arguments alone; safe from several threads.</summary>
public interface IWebhookReader
{
    /// <summary>As configured, at most 20 characters; facts bear it.</summary>
    string Provider { get; }

    /// <summary>Authenticates first. Never throws, whatever was posted.</summary>
    WebhookOutcome Read(WebhookMessage message, DateTimeOffset now);
}
