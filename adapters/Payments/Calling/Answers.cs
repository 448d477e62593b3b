using Strangler.Core.Payments.Providers;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Calling;

/// <summary>What answers mean that have nothing of one provider.</summary>
internal static class Answers
{
    public const string NotUnderstood = "not-understood";

    /// <param name="understand">Null: nothing of that number is in it.</param>
    public static ChargeOutcome Charge(ProviderReply reply, Func<JsonField, ProviderCharge?> understand)
    {
        switch (reply)
        {
            case ProviderReply.Answered { Status: 404 }:
                return new ChargeOutcome.Unknown();
            case ProviderReply.Answered { Status: >= 200 and < 300, Body: var bytes }:
                using (JsonBody? body = JsonBody.Parse(bytes))
                {
                    ProviderCharge? charge = body is null ? null : understand(body.Root);
                    return body is null || body.Problem is not null ? new ChargeOutcome.Unreachable(NotUnderstood)
                        : charge is null ? new ChargeOutcome.Unknown() : new ChargeOutcome.Found(charge);
                }

            default:
                return new ChargeOutcome.Unreachable(Reason(reply));
        }
    }

    public static MakeOutcome Made(
        ProviderReply reply, Func<JsonField, MakeOutcome.Made> understand, Func<JsonField, string> code)
    {
        switch (reply)
        {
            case ProviderReply.Answered { Status: >= 200 and < 300, Body: var bytes }:
                using (JsonBody? body = JsonBody.Parse(bytes))
                {
                    MakeOutcome.Made? made = body is null ? null : understand(body.Root);
                    return made is null || body?.Problem is not null
                        ? new MakeOutcome.Unknown(body?.Problem ?? NotUnderstood) : made;
                }

            case ProviderReply.Answered { Status: >= 400 and < 500 } refused:
                return new MakeOutcome.Refused(Code(refused, code));
            case ProviderReply.Unavailable unavailable:
                return new MakeOutcome.Unavailable(unavailable.Reason);
            case ProviderReply.Closed closed:
                return new MakeOutcome.Unavailable(closed.Reason);
            default:
                return new MakeOutcome.Unknown(Reason(reply));
        }
    }

    /// <param name="number">Of the refund, by which its event names it.</param>
    public static RefundOutcome Refunded(
        ProviderReply reply, Func<JsonField, string> number, Func<JsonField, string> code)
    {
        switch (reply)
        {
            case ProviderReply.Answered { Status: >= 200 and < 300, Body: var bytes }:
                using (JsonBody? body = JsonBody.Parse(bytes))
                {
                    string refund = body is null ? "" : number(body.Root);
                    return body is null || body.Problem is not null
                        ? new RefundOutcome.Unknown(NotUnderstood) : new RefundOutcome.Taken(refund);
                }

            case ProviderReply.Answered { Status: >= 400 and < 500 } refused:
                return new RefundOutcome.Refused(Code(refused, code));
            case ProviderReply.Unavailable unavailable:
                return new RefundOutcome.Unavailable(unavailable.Reason);
            default:
                return new RefundOutcome.Unknown(Reason(reply));
        }
    }

    public static string Code(ProviderReply.Answered refused, Func<JsonField, string> code)
    {
        using JsonBody? body = JsonBody.Parse(refused.Body);
        string found = body is null ? "" : code(body.Root);
        return body?.Problem is null && found.Length > 0 ? found : $"http-{refused.Status}";
    }

    private static string Reason(ProviderReply reply) => reply switch
    {
        ProviderReply.Unavailable unavailable => unavailable.Reason,
        ProviderReply.Closed closed => closed.Reason,
        ProviderReply.Lost lost => lost.Reason,
        ProviderReply.Answered answered => $"http-{answered.Status}",
        _ => NotUnderstood,
    };
}
