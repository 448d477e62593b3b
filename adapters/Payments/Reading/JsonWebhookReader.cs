using Strangler.Core.Payments.Providers;

namespace Strangler.Payments.Reading;

/// <summary>What all readers do in this order: length, who it is, JSON, what it says.</summary>
internal abstract class JsonWebhookReader(string provider) : IWebhookReader
{
    private static readonly WebhookReply TooLong = new(413, "");

    public string Provider { get; } = provider.Length is > 0 and <= 20
        ? provider : throw new FormatException("A provider's name has 1 to 20 characters.");

    public WebhookOutcome Read(WebhookMessage message, DateTimeOffset now)
    {
        if (message.Body.Length > WebhookMessage.MostBytes)
        {
            return new WebhookOutcome.Unauthentic($"body: longer than {WebhookMessage.MostBytes} bytes", TooLong);
        }

        if (Suspicion(message) is { } suspicion)
        {
            return new WebhookOutcome.Unauthentic(suspicion);
        }

        using JsonBody? body = JsonBody.Parse(message.Body);
        if (body is null)
        {
            return NotJson("body: not an object in JSON");
        }

        WebhookOutcome outcome = Understand(body.Root, now);
        return body.Problem is { } problem && outcome is not WebhookOutcome.Unauthentic
            ? new WebhookOutcome.Unreadable(problem)
            : outcome;
    }

    /// <returns>Why it is not from the provider; null: it is, or the body itself will show.</returns>
    protected abstract string? Suspicion(WebhookMessage message);

    /// <summary>What it says; a problem noted meanwhile counts more.</summary>
    protected abstract WebhookOutcome Understand(JsonField root, DateTimeOffset now);

    /// <summary>Of a body that was authenticated before it was read.</summary>
    protected virtual WebhookOutcome NotJson(string reason) => new WebhookOutcome.Unreadable(reason);
}
