using System.Text;
using Strangler.Cfdi.Cancelling;
using Strangler.Pac.Calling;

namespace Strangler.Pac.Finkok;

/// <summary>What Finkok's answers about cancellations mean.</summary>
internal static class FinkokCancelAnswers
{
    public static CancelOutcome ReadCancel(PacReply answer)
    {
        if (ReplyIn(answer) is not { } reply)
        {
            return new CancelOutcome.Unknown(ReasonOf(answer));
        }

        string code = reply["EstatusUUID"] is { Length: > 0 } own ? own : reply["CodEstatus"];
        string acknowledgement = reply["Acuse"];
        return CancelCodes.Outcome(
            code, reply["EstatusCancelacion"] is { Length: > 0 } status ? status : reply["error"],
            acknowledgement.Length == 0 ? null : Encoding.UTF8.GetBytes(acknowledgement));
    }

    public static StatusOutcome ReadStatus(PacReply answer) => ReplyIn(answer) is { } reply
        ? StatusOutcome.From(
            reply["CodigoEstatus"], reply["Estado"], reply["EsCancelable"], reply["EstatusCancelacion"])
        : new StatusOutcome.Unknown(ReasonOf(answer));

    public static ReceiptOutcome ReadReceipt(PacReply answer) => ReplyIn(answer) is { } reply
        ? reply["receipt"] is { Length: > 0 } text
            ? new ReceiptOutcome.Found(Encoding.UTF8.GetBytes(text))
            : new ReceiptOutcome.NotFound()
        : new ReceiptOutcome.Unknown(ReasonOf(answer));

    private static FinkokReply? ReplyIn(PacReply answer) =>
        answer is PacReply.Answered { Status: 200, Body: var body }
        && FinkokReply.Read(body) is { IsFault: false } reply ? reply : null;

    private static string ReasonOf(PacReply answer) => answer switch
    {
        PacReply.Unreachable => PacCodes.Unreachable,
        PacReply.Lost lost => lost.Reason,
        PacReply.Answered { Status: not 200 and var status } => $"http-{status}",
        _ => "not-understood",
    };
}
