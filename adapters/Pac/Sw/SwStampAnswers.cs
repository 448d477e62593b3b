using System.Text;
using Strangler.Cfdi.Stamping;
using Strangler.Pac.Calling;

namespace Strangler.Pac.Sw;

/// <summary>What SW's answers about a stamp mean.</summary>
internal static class SwStampAnswers
{
    /// <summary>The name given with the document belongs to other bytes: they were stamped, these are not.</summary>
    private const string OtherDocument = "CFDI3307";

    public static StampOutcome Read(PacReply answer) => answer switch
    {
        PacReply.Unreachable => new StampOutcome.Unavailable(PacCodes.Unreachable, "No connection came about."),
        PacReply.Lost lost => new StampOutcome.Unknown(lost.Reason),
        PacReply.Answered { Status: var status } when PacCodes.TurnsAway(status) =>
            new StampOutcome.Unavailable($"http-{status}", "The PAC turned us away."),
        PacReply.Answered { Status: >= 500 and var status } => new StampOutcome.Unknown($"http-{status}"),
        PacReply.Answered { Body: var body } when SwReply.Read(body) is { } reply => Read(reply),
        _ => new StampOutcome.Unknown("not-understood"),
    };

    private static StampOutcome Read(SwReply reply)
    {
        byte[]? xml = reply.Text("cfdi") is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : null;
        if (reply.IsSuccess)
        {
            return xml is null ? new StampOutcome.Unknown("no-xml") : new StampOutcome.Stamped(xml);
        }

        return reply.Code switch
        {
            PacCodes.AlreadyStamped =>
                new StampOutcome.AlreadyStamped(xml, Guid.TryParse(reply.Text("uuid"), out Guid uuid) ? uuid : null),
            "" => new StampOutcome.Unknown("no-code"),
            PacCodes.SatAway => new StampOutcome.Unknown(PacCodes.SatAway),
            PacCodes.NotStamped => new StampOutcome.NotFound(),
            OtherDocument => new StampOutcome.Refused(OtherDocument, reply.Explanation),
            var code when PacCodes.IsAboutTheAccount(code) => new StampOutcome.Unavailable(code, reply.Explanation),
            var code => new StampOutcome.Refused(code, reply.Explanation),
        };
    }
}
