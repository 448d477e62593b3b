using Strangler.Core.Billing;

namespace Strangler.Core.Receivables;

/// <summary>Whether a bill may go out: its customer must hear of it by one way at least.</summary>
public abstract record NoticeDecision
{
    private NoticeDecision()
    {
    }

    public static NoticeDecision Decide(NoticeChannels wanted) => wanted == NoticeChannels.None
        ? new Refused("Choose SMS, email or the app: one at least.")
        : new Allowed(wanted);

    public sealed record Allowed(NoticeChannels Channels) : NoticeDecision;

    public sealed record Refused(string Reason) : NoticeDecision;
}
