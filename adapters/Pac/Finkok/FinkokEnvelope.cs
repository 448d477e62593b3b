using System.Net.Http.Headers;
using System.Security;
using System.Text;

namespace Strangler.Pac.Finkok;

/// <summary>Writes a call: SOAP 1.1, document/literal, the account in the body.</summary>
internal static class FinkokEnvelope
{
    /// <param name="fields">Children of the operation, in Finkok's order.</param>
    public static HttpRequestMessage Create(
        Uri address, string @namespace, string operation, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        StringBuilder text = new();
        text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"")
            .Append(FinkokNames.Soap).Append("\" xmlns:fk=\"").Append(@namespace)
            .Append("\"><soapenv:Header/><soapenv:Body><fk:").Append(operation).Append('>');
        foreach ((string name, string value) in fields)
        {
            text.Append("<fk:").Append(name).Append('>').Append(SecurityElement.Escape(value))
                .Append("</fk:").Append(name).Append('>');
        }

        text.Append("</fk:").Append(operation).Append("></soapenv:Body></soapenv:Envelope>");
        ByteArrayContent content = new(Encoding.UTF8.GetBytes(text.ToString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
        HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("SOAPAction", $"\"{operation}\"");
        return request;
    }
}
