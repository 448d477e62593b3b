using System.Text;
using System.Xml;
using System.Xml.Linq;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.StandIn.Alterations;

/// <summary>An answer as it leaves with planted differences. A path that is not in the answer alters nothing.</summary>
internal sealed class AlteredAnswer
{
    private const int FaultStatus = 500;

    private static readonly XNamespace Soap = SoapEnvelope.Namespace;
    private readonly XDocument _document;
    private Encoding _encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private AlteredAnswer(int status, byte[] body) =>
        (Status, _document) = (status, XDocument.Load(new MemoryStream(body), LoadOptions.PreserveWhitespace));

    public int Status { get; private set; }

    public string ContentType { get; private set; } = SoapEnvelope.ContentType;

    public static AlteredAnswer Of(int status, byte[] body, IReadOnlyList<Alteration> alterations)
    {
        AlteredAnswer answer = new(status, body);
        foreach (Alteration alteration in alterations)
        {
            answer.Apply(alteration);
        }

        return answer;
    }

    public byte[] ToBytes()
    {
        using MemoryStream bytes = new();
        XmlWriterSettings settings = new() { OmitXmlDeclaration = true, Encoding = _encoding };
        using (XmlWriter writer = XmlWriter.Create(bytes, settings))
        {
            _document.Save(writer);
        }

        return bytes.ToArray();
    }

    private void Apply(Alteration alteration)
    {
        switch (alteration.Kind)
        {
            case AlterationKind.Fault:
                ReplaceByFault(alteration.Text);
                break;
            case AlterationKind.Encoding:
                _encoding = Encoding.GetEncoding(alteration.Text);
                ContentType = $"text/xml;charset={alteration.Declared ?? alteration.Text}";
                break;
            case AlterationKind.ErrorCode:
                SetErrorCodes(alteration.Text);
                break;
            default:
                if (AlteredElement.Find(Answer, alteration.Path) is { } element)
                {
                    AlteredElement.Apply(alteration, element, Answer);
                }

                break;
        }
    }

    private XElement Answer => _document.Root!.Element(Soap + "Body")!.Elements().First();

    private void ReplaceByFault(string message)
    {
        Answer.ReplaceWith(new XElement(
            Soap + "Fault",
            new XElement("faultcode", "soap:Server"),
            new XElement("faultstring", message.Length == 0 ? "java.lang.NullPointerException" : message)));
        Status = FaultStatus;
    }

    private void SetErrorCodes(string code)
    {
        foreach (XElement element in Answer.Descendants().Where(element => element.Name.LocalName == "codigoError"))
        {
            element.Value = code;
        }
    }
}
