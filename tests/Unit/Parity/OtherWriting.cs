using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Strangler.Tests.Unit.Parity;

/// <summary>Writes an answer in one of the many ways that mean the same.</summary>
internal sealed class OtherWriting(Random random)
{
    private readonly string _soap = "s" + random.Next(10);
    private readonly string _own = "q" + random.Next(10);

    public string Write(XElement answer)
    {
        StringBuilder xml = new();
        xml.Append(Pick("", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes'?>\n"));
        xml.Append(CultureInfo.InvariantCulture,
            $"<{_soap}:Envelope xmlns:{_soap}='http://schemas.xmlsoap.org/soap/envelope/'>");
        xml.Append(Space()).Append(Pick("", $"<{_soap}:Header/>"));
        xml.Append(CultureInfo.InvariantCulture, $"<{_soap}:Body>").Append(Space());
        xml.Append(CultureInfo.InvariantCulture, $"<{_own}:{answer.Name.LocalName}{RootAttributes()}>");
        WriteChildren(xml, answer);
        xml.Append(CultureInfo.InvariantCulture, $"</{_own}:{answer.Name.LocalName}>").Append(Space());
        return xml.Append(CultureInfo.InvariantCulture, $"</{_soap}:Body></{_soap}:Envelope>").ToString();
    }

    /// <summary>Declarations and attributes in either order.</summary>
    private string RootAttributes()
    {
        string[] attributes = [$" xmlns:{_own}='urn:ask'", " b=\"2\"", " a='1'"];
        random.Shuffle(attributes);
        return string.Concat(attributes);
    }

    private void WriteChildren(StringBuilder xml, XElement parent)
    {
        xml.Append(Space());
        foreach (XElement child in Shuffled(parent.Elements()))
        {
            xml.Append('<').Append(child.Name.LocalName).Append('>');
            if (child.HasElements)
            {
                WriteChildren(xml, child);
            }
            else
            {
                WriteText(xml, Rescaled(child));
            }

            xml.Append("</").Append(child.Name.LocalName).Append(Pick(">", " >")).Append(Space());
        }

        if (parent.Name.LocalName == "return" && parent.Element("count") is null)
        {
            xml.Append(Pick("", "<count/>"));
        }
    }

    /// <summary>The items of the free list change places among themselves.</summary>
    private IEnumerable<XElement> Shuffled(IEnumerable<XElement> children)
    {
        XElement[] all = [.. children];
        XElement[] bags = [.. all.Where(child => child.Name.LocalName == "bag")];
        random.Shuffle(bags);
        Queue<XElement> left = new(bags);
        return all.Select(child => child.Name.LocalName == "bag" ? left.Dequeue() : child);
    }

    private string Rescaled(XElement leaf) => leaf.Name.LocalName switch
    {
        "amount" => leaf.Value + Pick("", "0", "00"),
        "count" => Pick("", "0", "+") + leaf.Value,
        "open" => Pick(leaf.Value, leaf.Value == "true" ? "1" : "0"),
        "at" => Pick(leaf.Value, leaf.Value.Replace("Z", ".000Z", StringComparison.Ordinal)),
        "value" when leaf.Parent!.Name.LocalName == "item" => leaf.Value + Pick("", "0"),
        _ => leaf.Value,
    };

    private void WriteText(StringBuilder xml, string text)
    {
        foreach (Rune letter in text.EnumerateRunes())
        {
            xml.Append(random.Next(4) switch
            {
                0 => $"&#{letter.Value};",
                1 => $"&#x{letter.Value:X};",
                2 => $"<![CDATA[{letter}]]>",
                _ => letter.Value is '<' or '&' or '>' ? $"&#{letter.Value};" : letter.ToString(),
            });
        }
    }

    private string Space() => Pick("", " ", "\n\t", "<!-- nothing -->");

    private string Pick(params string[] texts) => texts[random.Next(texts.Length)];
}
