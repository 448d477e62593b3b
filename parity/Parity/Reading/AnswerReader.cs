using System.Xml;

namespace Strangler.Parity.Reading;

/// <summary>Reads an answer's bytes, within limits, into elements.</summary>
internal static class AnswerReader
{
    private const int DepthLimit = 64;
    private const int ElementLimit = 100_000;

    public static AnswerRead Read(Observed answer)
    {
        if (answer.Status == 0)
        {
            return new AnswerRead.Unreadable("no answer");
        }

        if (answer.Body.Length > Judge.BodyLimit)
        {
            return new AnswerRead.Unreadable("longer than can be compared");
        }

        if (answer.Body.IsEmpty)
        {
            return new AnswerRead.Unreadable("an empty body");
        }

        DecodedBody body = DecodedBody.Of(answer.Body.Span, answer.ContentType);
        try
        {
            using XmlReader xml = NameTables.Open(body.Text);
            Element root = ReadRoot(xml);
            return root is { Name: "Envelope", Namespace: XmlNames.Soap11 or XmlNames.Soap12 }
                ? new AnswerRead.Envelope(root, body.Contradiction)
                : new AnswerRead.Unreadable("no SOAP envelope");
        }
        catch (XmlException)
        {
            NameTables.Forget();
            return new AnswerRead.Unreadable(body.Text.Contains("<!DOCTYPE", StringComparison.Ordinal)
                ? "a document type declaration" : "not well-formed XML");
        }
        catch (InvalidDataException tooMuch)
        {
            NameTables.Forget();
            return new AnswerRead.Unreadable(tooMuch.Message);
        }
    }

    /// <exception cref="InvalidDataException">A limit is passed.</exception>
    private static Element ReadRoot(XmlReader xml)
    {
        Stack<Element> open = new();
        Element? root = null;
        int elements = 0;
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    Element element = Start(xml);
                    root ??= element;
                    if (open.TryPeek(out Element? parent))
                    {
                        parent.Add(element);
                    }

                    if (!xml.IsEmptyElement)
                    {
                        open.Push(element);
                    }

                    Check(++elements, open.Count);
                    break;
                case XmlNodeType.EndElement:
                    End(open.Pop(), xml);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
                    when open.TryPeek(out Element? owner):
                    owner.Append(xml.Value);
                    break;
                case XmlNodeType.Whitespace when open.TryPeek(out Element? owner) && owner.Children.IsEmpty:
                    owner.Append(xml.Value);
                    break;
            }
        }

        NameTables.Count(elements);
        return root!;
    }

    private static void Check(int elements, int depth)
    {
        if (elements > ElementLimit)
        {
            throw new InvalidDataException("more elements than can be compared");
        }

        if (depth > DepthLimit)
        {
            throw new InvalidDataException("nested too deeply");
        }
    }

    private static Element Start(XmlReader xml)
    {
        Element element = new(xml.LocalName, xml.NamespaceURI);
        if (xml.AttributeCount == 0)
        {
            return element;
        }

        List<ElementAttribute>? attributes = null;
        while (xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI == XmlNames.SchemaInstance && xml.LocalName == "nil")
            {
                element.IsNil = xml.Value.Trim() is "true" or "1";
            }
            else if (xml.NamespaceURI != XmlNames.Declarations)
            {
                bool isType = xml.NamespaceURI == XmlNames.SchemaInstance && xml.LocalName == "type";
                string value = isType ? Resolve(xml, xml.Value) : xml.Value;
                (attributes ??= []).Add(new ElementAttribute(xml.NamespaceURI, xml.LocalName, value));
            }
        }

        if (attributes is not null)
        {
            attributes.Sort(static (left, right) =>
                string.CompareOrdinal(left.Namespace, right.Namespace) is not 0 and var order
                    ? order
                    : string.CompareOrdinal(left.Name, right.Name));
            element.Attributes = attributes;
        }

        xml.MoveToElement();
        return element;
    }

    private static void End(Element element, XmlReader xml)
    {
        element.Close();
        if (element is { Name: "faultcode", Namespace: "" })
        {
            element.Replace(Resolve(xml, element.Text));
        }
    }

    /// <summary>A name with a prefix, as <c>{namespace}local</c>: a prefix is only one side's word for it.</summary>
    private static string Resolve(XmlReader xml, string name)
    {
        string[] parts = name.Trim().Split(':', 2);
        string? ns = xml.LookupNamespace(parts.Length == 2 ? parts[0] : "");
        return string.IsNullOrEmpty(ns) ? parts[^1].Length == name.Length ? name : name.Trim() : $"{{{ns}}}{parts[^1]}";
    }
}
