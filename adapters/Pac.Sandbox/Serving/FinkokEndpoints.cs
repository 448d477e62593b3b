using System.Security;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strangler.Pac.Sandbox.Cancelling;
using Strangler.Pac.Sandbox.Stamping;

namespace Strangler.Pac.Sandbox.Serving;

/// <summary>Finkok's side of the sandbox: SOAP, the operation is the Body's first child.</summary>
internal sealed class FinkokEndpoints(StampDesk desk, SandboxBook book, SandboxSat sat, SandboxKey key)
{
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Stamp = "http://facturacion.finkok.com/stamp";
    private const string CancelNamespace = "http://facturacion.finkok.com/cancel";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/servicios/soap/{service}", (RequestDelegate)AnswerAsync);
        routes.MapPost("/ConsultaCFDIService.svc", (RequestDelegate)AnswerAsync);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (await SoapCall.ReadAsync(http) is not { } call)
        {
            await SendAsync(http, 500, Fault("no SOAP"));
            return;
        }

        string? body = call.Operation switch
        {
            "stamp" or "quick_stamp" when await desk.StampAsync(http, call.Document, null) is { } answer =>
                StampResult(call.Operation, answer),
            "stamp" or "quick_stamp" => null,
            "stamped" => StampResult("stamped", book.Stamped(call.Document)),
            "query_pending" => Pending(call["uuid"]),
            "cancel_signature" => Cancelled(sat.Cancel(call.Document)),
            "get_sat_status" => Status(sat.Status(
                call["taxpayer_id"], call["rtaxpayer_id"], call["uuid"], call["total"]), "get_sat_status", "sat"),
            "get_receipt" => Receipt(call["taxpayer_id"], call["uuid"]),
            "Consulta" => Consult(call["expresionImpresa"]),
            _ => Fault("unknown operation"),
        };
        if (body is not null)
        {
            await SendAsync(http, body.StartsWith("<s:Fault", StringComparison.Ordinal) ? 500 : 200, body);
        }
    }

    private string StampResult(string operation, StampAnswer answer)
    {
        bool shows = answer.Code is null or "307" && answer.Xml is not null;
        string xml = shows ? SecurityElement.Escape(Encoding.UTF8.GetString(answer.Xml!)) : "";
        string incidents = answer.Code is null or "307" && operation == "stamped"
            ? "<s0:Incidencias/>"
            : $"<s0:Incidencias><s0:Incidencia><s0:CodigoError>{answer.Code}</s0:CodigoError><s0:MensajeIncidencia>"
                + $"{SecurityElement.Escape(answer.Message)}</s0:MensajeIncidencia></s0:Incidencia></s0:Incidencias>";
        return $"<tns:{operation}Response xmlns:tns=\"{Stamp}\"><tns:{operation}Result><s0:xml>{xml}</s0:xml>"
            + (shows
                ? $"<s0:UUID>{answer.Entry!.Uuid.ToString("D").ToUpperInvariant()}</s0:UUID><s0:Fecha>"
                    + $"{answer.Entry.StampedAt}</s0:Fecha><s0:CodEstatus>Comprobante timbrado satisfactoriamente"
                    + $"</s0:CodEstatus><s0:SatSeal/>{incidents}<s0:NoCertificadoSAT>{key.Number}</s0:NoCertificadoSAT>"
                : incidents)
            + $"</tns:{operation}Result></tns:{operation}Response>";
    }

    private string Pending(string uuid) =>
        Guid.TryParse(uuid, out Guid id) && book.Document(id) is { } xml
            ? "<tns:query_pendingResponse><tns:query_pendingResult><s0:status>F</s0:status><s0:xml>"
                + $"{SecurityElement.Escape(Encoding.UTF8.GetString(xml))}</s0:xml><s0:uuid>{uuid}</s0:uuid>"
                + "</tns:query_pendingResult></tns:query_pendingResponse>"
            : "<tns:query_pendingResponse><tns:query_pendingResult><s0:error>UUID no encontrado</s0:error>"
                + "</tns:query_pendingResult></tns:query_pendingResponse>";

    private static string Cancelled((string Uuid, string Code, string Status, string Acuse) answer) =>
        "<tns:cancel_signatureResponse><tns:cancel_signatureResult><s0:Folios><s0:Folio><s0:UUID>"
        + $"{answer.Uuid}</s0:UUID><s0:EstatusUUID>{answer.Code}</s0:EstatusUUID><s0:EstatusCancelacion>"
        + $"{answer.Status}</s0:EstatusCancelacion></s0:Folio></s0:Folios><s0:Acuse>"
        + $"{SecurityElement.Escape(answer.Acuse)}</s0:Acuse></tns:cancel_signatureResult>"
        + "</tns:cancel_signatureResponse>";

    private static string Status(
        (string Code, string State, string Cancelable, string Progress) sat, string operation, string element) =>
        $"<tns:{operation}Response><tns:{operation}Result><s0:{element}><s0:CodigoEstatus>{sat.Code}"
        + "</s0:CodigoEstatus>"
        + $"<s0:Estado>{sat.State}</s0:Estado><s0:EsCancelable>{sat.Cancelable}</s0:EsCancelable>"
        + $"<s0:EstatusCancelacion>{sat.Progress}</s0:EstatusCancelacion></s0:{element}></tns:{operation}Result>"
        + $"</tns:{operation}Response>";

    private string Receipt(string issuer, string uuid) =>
        "<tns:get_receiptResponse><tns:get_receiptResult><s0:receipt>"
        + $"{SecurityElement.Escape(sat.Receipt(issuer, uuid))}</s0:receipt></tns:get_receiptResult>"
        + "</tns:get_receiptResponse>";

    /// <summary>SAT's own service: ?re=..&amp;rr=..&amp;tt=..&amp;id=..</summary>
    private string Consult(string expression)
    {
        // An RFC may hold an ampersand, which comes escaped once more.
        string[] parts = expression.TrimStart('?').Replace("&amp;", "\0", StringComparison.Ordinal).Split('&');
        string Part(string name) => parts.FirstOrDefault(part => part.StartsWith(name + '=', StringComparison.Ordinal))
            ?[(name.Length + 1)..].Replace('\0', '&') ?? "";
        return Status(sat.Status(Part("re"), Part("rr"), Part("id"), Part("tt")), "Consulta", "Acuse");
    }

    private static string Fault(string text) =>
        $"<s:Fault><faultcode>Client</faultcode><faultstring>{text}</faultstring></s:Fault>";

    private static Task SendAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/xml; charset=utf-8";
        return http.Response.WriteAsync(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"{Soap}\" xmlns:tns=\"{CancelNamespace}\""
            + $" xmlns:s0=\"apps.services.soap.core.views\"><s:Body>{body}</s:Body></s:Envelope>", http.RequestAborted);
    }
}
