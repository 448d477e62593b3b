using System.Xml;

namespace Strangler.Pac.Finkok;

/// <summary>An answer of Finkok: its fields by local name, wherever they stand, and its incidents apart.</summary>
internal sealed class FinkokReply
{
    private const int MostIncidents = 50;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = 16 * 1024 * 1024,
    };

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<FinkokIncident> _incidents = [];

    public bool IsFault { get; private set; }

    /// <summary>The same one may come several times.</summary>
    public IReadOnlyList<FinkokIncident> Incidents => _incidents;

    /// <summary>The first that says something; empty without.</summary>
    public string this[string name] => _fields.GetValueOrDefault(name, "");

    /// <returns>Null: it is no SOAP answer.</returns>
    public static FinkokReply? Read(byte[] body)
    {
        FinkokReply reply = new();
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(body, writable: false), Settings);
            reader.MoveToContent();
            if (reader is not { LocalName: "Envelope", NamespaceURI: FinkokNames.Soap })
            {
                return null;
            }

            reply.ReadAll(reader);
            return reply;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private void ReadAll(XmlReader reader)
    {
        string name = "";
        bool inIncident = false;
        string code = "", message = "";
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    name = reader.LocalName;
                    IsFault |= name == "Fault";
                    (inIncident, code, message) = name == "Incidencia" ? (true, "", "") : (inIncident, code, message);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when inIncident:
                    (code, message) = name switch
                    {
                        "CodigoError" => (reader.Value.Trim(), message),
                        "MensajeIncidencia" => (code, reader.Value.Trim()),
                        _ => (code, message),
                    };
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    _fields.TryAdd(name, reader.Value);
                    break;
                case XmlNodeType.EndElement when reader.LocalName == "Incidencia":
                    Add(new FinkokIncident(code, message));
                    inIncident = false;
                    break;
                default:
                    break;
            }
        }
    }

    private void Add(FinkokIncident incident)
    {
        if (_incidents.Count < MostIncidents)
        {
            _incidents.Add(incident);
        }
    }
}
