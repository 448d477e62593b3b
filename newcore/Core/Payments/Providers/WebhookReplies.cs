namespace Strangler.Core.Payments.Providers;

/// <summary>What to answer to money, by what becomes of it; a provider that cannot take it back is thanked.</summary>
/// <param name="UnknownAccount">Gives the money back: there is no such contract, and nothing was stored.</param>
/// <param name="BlockedAccount">Gives the money back: the contract may not be paid for.</param>
public sealed record WebhookReplies(WebhookReply Taken, WebhookReply UnknownAccount, WebhookReply BlockedAccount)
{
    public static readonly WebhookReplies AlwaysTaken = new(WebhookReply.Taken);

    public WebhookReplies(WebhookReply taken)
        : this(taken, taken, taken)
    {
    }

    /// <summary>Whether an answer can give the money back.</summary>
    public bool CanReturn => UnknownAccount != Taken;
}
