namespace Strangler.Core.Payments.Providers;

/// <summary>What the provider is answered.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Json">The body; empty for none.</param>
public sealed record WebhookReply(int Status, string Json)
{
    public static readonly WebhookReply Taken = new(200, "{}");

    /// <summary>Also whoever calls without being the provider.</summary>
    public static readonly WebhookReply NotKnown = new(401, "");

    public static readonly WebhookReply NotUnderstood = new(400, "");
}
