using System.Text;
using Strangler.Cfdi.Stamping;
using Strangler.Pac.Calling;

namespace Strangler.Pac.Finkok;

/// <summary>
/// What an answer about a stamp means. The status word and the UUID decide; incidents may be warnings.
/// </summary>
internal static class FinkokStampAnswers
{
    private const int MessageLimit = 500;

    public static StampOutcome Read(PacReply answer) => answer switch
    {
        PacReply.Unreachable => new StampOutcome.Unavailable(PacCodes.Unreachable, "No connection came about."),
        PacReply.Lost lost => new StampOutcome.Unknown(lost.Reason),
        PacReply.Answered { Status: var status } when PacCodes.TurnsAway(status) =>
            new StampOutcome.Unavailable($"http-{status}", "The PAC turned us away."),
        PacReply.Answered { Status: 200, Body: var body } when FinkokReply.Read(body) is { IsFault: false } reply =>
            Read(reply),
        PacReply.Answered { Status: 200 } => new StampOutcome.Unknown("not-understood"),
        PacReply.Answered { Status: var status } => new StampOutcome.Unknown($"http-{status}"),
        _ => new StampOutcome.Unknown("not-understood"),
    };

    /// <summary>query_pending: S stamped, F delivered to SAT, too.</summary>
    public static StampOutcome ReadPending(PacReply answer) =>
        answer is PacReply.Answered { Status: 200, Body: var body }
        && FinkokReply.Read(body) is { IsFault: false } reply
            ? reply["status"] is "S" or "F" && reply["xml"].Length > 0
                ? new StampOutcome.AlreadyStamped(Encoding.UTF8.GetBytes(reply["xml"]), null)
                : new StampOutcome.Unknown("no-xml")
            : Read(answer);

    private static StampOutcome Read(FinkokReply reply)
    {
        string xml = reply["xml"];
        Guid? uuid = Guid.TryParse(reply["UUID"], out Guid said) ? said : null;
        bool wasStamped = reply.Incidents.Any(incident => incident.Code == PacCodes.AlreadyStamped)
            || reply["CodEstatus"].Contains("timbrado previamente", StringComparison.OrdinalIgnoreCase);
        if (wasStamped)
        {
            return new StampOutcome.AlreadyStamped(xml.Length == 0 ? null : Encoding.UTF8.GetBytes(xml), uuid);
        }

        return xml.Length > 0 && uuid is not null
            ? new StampOutcome.Stamped(Encoding.UTF8.GetBytes(xml))
            : ReadRefusal(reply);
    }

    private static StampOutcome ReadRefusal(FinkokReply reply)
    {
        FinkokIncident? incident = reply.Incidents.FirstOrDefault(incident => incident.Code.Length > 0);
        string code = incident?.Code ?? reply["faultcode"];
        string message = incident?.Message ?? reply["faultstring"];
        message = message.Length <= MessageLimit ? message : message[..MessageLimit];
        return code switch
        {
            "" => new StampOutcome.Unknown("no-code"),
            PacCodes.NotStamped => new StampOutcome.NotFound(),
            PacCodes.SatAway => new StampOutcome.Unknown(code),
            _ when PacCodes.IsAboutTheAccount(code) => new StampOutcome.Unavailable(code, message),
            _ => new StampOutcome.Refused(code, message),
        };
    }
}
