using Strangler.Core.Payments.Receipts;

namespace Strangler.Core.Payments.Providers;

/// <summary>What a webhook says; each case with what the provider is answered.</summary>
/// <param name="Reply">To be sent once the outcome is stored.</param>
public abstract record WebhookOutcome(WebhookReply Reply)
{
    /// <summary>From the provider, and about money.</summary>
    /// <param name="Facts">At least one.</param>
    /// <param name="Replies">The taken one is also <see cref="WebhookOutcome.Reply"/>.</param>
    public sealed record Received(IReadOnlyList<PaymentFact> Facts, WebhookReplies Replies)
        : WebhookOutcome(Replies.Taken);

    /// <summary>A direct debit came back; the provider says neither amount nor currency.</summary>
    /// <param name="Key">Names what happened, as a fact's key does.</param>
    /// <param name="Code">Why, in the bank's code.</param>
    public sealed record DebitReturned(
        string Provider, string Key, string Charge, string Reference, string Code, DateTimeOffset At)
        : WebhookOutcome(WebhookReply.Taken);

    /// <summary>From the provider; it only wants to see that we are here.</summary>
    public sealed record Ping() : WebhookOutcome(WebhookReply.Taken);

    /// <summary>From the provider: an operator enters the code in its panel.</summary>
    public sealed record Verification(string Code) : WebhookOutcome(WebhookReply.Taken);

    /// <summary>From the provider, and nothing for us.</summary>
    public sealed record Ignored(string Reason) : WebhookOutcome(WebhookReply.Taken);

    /// <summary>From the provider: money for an account that is none of ours. The reply gives it back.</summary>
    public sealed record Returned(string Reason, WebhookReply Back) : WebhookOutcome(Back);

    /// <summary>Not shown to be from the provider: nothing in it counts.</summary>
    public sealed record Unauthentic(string Reason, WebhookReply Refusal) : WebhookOutcome(Refusal)
    {
        public Unauthentic(string reason)
            : this(reason, WebhookReply.NotKnown)
        {
        }
    }

    /// <summary>From the provider, but not to be understood: to be kept for a person.</summary>
    /// <param name="Reason">Names the field; nothing of its content.</param>
    public sealed record Unreadable(string Reason, WebhookReply Refusal) : WebhookOutcome(Refusal)
    {
        public Unreadable(string reason)
            : this(reason, WebhookReply.NotUnderstood)
        {
        }
    }
}
