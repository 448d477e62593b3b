using System.Net.Http.Headers;
using System.Security;
using System.Text;
using Strangler.Cfdi.Cancelling;
using Strangler.Pac.Calling;
using Strangler.Pac.Finkok;

namespace Strangler.Pac.Sw;

/// <summary>SAT's own status service: one expression in, four words out.</summary>
internal static class SatStatusCall
{
    private const string Tempuri = "http://tempuri.org/";

    public static HttpRequestMessage Create(Uri service, StatusQuestion question)
    {
        string expression = $"?re={SecurityElement.Escape(question.IssuerRfc)}"
            + $"&rr={SecurityElement.Escape(question.ReceiverRfc)}&tt={question.Total}"
            + $"&id={CancellationOrder.TextOf(question.Uuid)}";
        string text = $"<soapenv:Envelope xmlns:soapenv=\"{FinkokNames.Soap}\" xmlns:t=\"{Tempuri}\"><soapenv:Body>"
            + $"<t:Consulta><t:expresionImpresa>{SecurityElement.Escape(expression)}</t:expresionImpresa></t:Consulta>"
            + "</soapenv:Body></soapenv:Envelope>";
        ByteArrayContent content = new(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
        HttpRequestMessage request = new(HttpMethod.Post, service) { Content = content };
        request.Headers.Add("SOAPAction", $"\"{Tempuri}IConsultaCFDIService/Consulta\"");
        return request;
    }

    public static StatusOutcome Read(PacReply answer) => FinkokCancelAnswers.ReadStatus(answer);
}
