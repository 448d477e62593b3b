using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Strangler.Pac.Sandbox.Serving;

/// <summary>A call as it came: the operation and its fields.</summary>
internal sealed class SoapCall
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    public string Operation { get; private set; } = "";

    public string this[string name] => _fields.GetValueOrDefault(name, "");

    /// <summary>The field "xml", from base64; empty where it is none.</summary>
    public byte[] Document
    {
        get
        {
            byte[] bytes = new byte[this["xml"].Length];
            return Convert.TryFromBase64String(this["xml"], bytes, out int count) ? bytes[..count] : [];
        }
    }

    /// <returns>Null: no SOAP.</returns>
    public static async Task<SoapCall?> ReadAsync(HttpContext http)
    {
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        try
        {
            SoapCall call = new();
            using XmlReader reader = XmlReader.Create(
                body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            string name = "";
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        name = reader.LocalName;
                        call.Operation = reader.Depth == 2 ? name : call.Operation;
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA:
                        call._fields[name] = reader.Value;
                        break;
                    default:
                        break;
                }
            }

            return call;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
