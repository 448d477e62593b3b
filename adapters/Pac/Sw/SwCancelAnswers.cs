using System.Text;
using System.Text.Json;
using Strangler.Cfdi.Cancelling;
using Strangler.Pac.Calling;

namespace Strangler.Pac.Sw;

/// <summary>What SW's answers about cancellations mean.</summary>
internal static class SwCancelAnswers
{
    public static CancelOutcome ReadCancel(PacReply answer)
    {
        if (answer is not PacReply.Answered { Status: < 500, Body: var body } || SwReply.Read(body) is not { } reply)
        {
            return new CancelOutcome.Unknown(ReasonOf(answer));
        }

        string? acknowledgement = reply.Text("acuse");
        return CancelCodes.Outcome(
            reply.IsSuccess ? CodeIn(reply.Data) : reply.Code, reply.Explanation,
            acknowledgement is { Length: > 0 } ? Encoding.UTF8.GetBytes(acknowledgement) : null);
    }

    public static string ReasonOf(PacReply answer) => answer switch
    {
        PacReply.Unreachable => PacCodes.Unreachable,
        PacReply.Lost lost => lost.Reason,
        PacReply.Answered { Status: not 200 and var status } => $"http-{status}",
        _ => "not-understood",
    };

    /// <summary>One document for each request: the only member of "uuid" says how it went.</summary>
    private static string CodeIn(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("uuid", out JsonElement codes)
        && codes.ValueKind == JsonValueKind.Object
            ? codes.EnumerateObject().Select(code => code.Value.ToString()).FirstOrDefault() ?? ""
            : "";
}
