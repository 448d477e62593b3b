using System.Text;
using System.Xml;
using Strangler.Parity.Comparing;
using Strangler.Parity.Reading;

namespace Strangler.Parity.Masking;

/// <summary>Copies an envelope node by node, masking what may be about a person.</summary>
internal sealed class MaskedCopy(XmlReader xml, XmlWriter writer, AnswerShape shape)
{
    private const int DepthLimit = 64;
    private const string Hidden = "***";

    private readonly Stack<AnswerShape?> _shapes = new();
    private readonly StringBuilder _text = new();
    private bool _inHeader;

    /// <param name="isEnough">Asked after every node; the rest is then left out.</param>
    public void Write(Func<bool> isEnough)
    {
        while (!isEnough() && xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    Flush();
                    Start();
                    break;
                case XmlNodeType.EndElement:
                    Flush();
                    End();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    _text.Append(xml.Value);
                    break;
            }

            if (xml.Depth > DepthLimit)
            {
                throw new XmlException("The document is nested too deeply.");
            }
        }

        // What is open is closed by the writer.
        writer.Flush();
    }

    private void Start()
    {
        AnswerShape? here = ShapeOf(xml.LocalName, xml.NamespaceURI);
        bool isEmpty = xml.IsEmptyElement;
        _inHeader |= xml.Depth == 1 && xml.LocalName == "Header";
        writer.WriteStartElement(xml.Prefix, xml.LocalName, xml.NamespaceURI);
        while (xml.MoveToNextAttribute())
        {
            WriteAttribute();
        }

        xml.MoveToElement();
        if (isEmpty)
        {
            _inHeader &= xml.Depth != 1;
            writer.WriteEndElement();
        }
        else
        {
            _shapes.Push(here);
        }
    }

    private void WriteAttribute()
    {
        bool isMarkup = xml.NamespaceURI is XmlNames.Declarations or XmlNames.SchemaInstance or XmlNames.Xml
            or XmlNames.Soap11;
        writer.WriteAttributeString(xml.Prefix, xml.LocalName, xml.NamespaceURI, isMarkup ? xml.Value : Hidden);
    }

    private void End()
    {
        _inHeader &= xml.Depth != 1;
        _shapes.Pop();
        writer.WriteFullEndElement();
    }

    private void Flush()
    {
        if (_text.Length == 0)
        {
            return;
        }

        string text = _text.ToString();
        _text.Clear();
        AnswerShape? here = _shapes.Count == 0 ? null : _shapes.Peek();
        writer.WriteString(
            XmlNames.IsBlank(text) ? text
            : _inHeader ? Hidden
            : here is null || here.IsPersonal || here.Kind is FieldKind.Binary or FieldKind.Record ? Mask.Of(text)
            : text);
    }

    /// <summary>Above the answer stand the Envelope and the Body; in place of it, perhaps, a fault.</summary>
    private AnswerShape? ShapeOf(string name, string ns) => xml.Depth switch
    {
        0 or 1 => SoapShapes.Unknown,
        2 when _inHeader => null,
        2 => SoapShapes.IsFault(name, ns) ? SoapShapes.FaultOf(shape) : name == shape.Name ? shape : null,
        _ => _shapes.Peek()?.Child(name),
    };
}
