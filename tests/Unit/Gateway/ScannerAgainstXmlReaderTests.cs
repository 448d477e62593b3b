using System.Text;
using System.Xml;
using Strangler.Gateway.Classification;

namespace Strangler.Tests.Unit.Gateway;

/// <summary>The scanner against a real XML parser, on many small envelopes, whole and broken.</summary>
public sealed class ScannerAgainstXmlReaderTests(ITestOutputHelper output)
{
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private const int Cases = 20_000;

    private static readonly string[] Pieces =
    [
        "<e:Envelope xmlns:e='S'>", "<Envelope xmlns='S'>", "<e:Header/>", "<e:Header>", "</e:Header>", "<e:Body>",
        "<Body>",
        "</e:Body>", "</e:Envelope>", "<a:op xmlns:a='urn:a'/>", "<a:op xmlns:a='urn:a'>", "<op>", "<op/>", "</op>",
        " ", "\n",
        "<!-- <e:Body> -->", "<!--->-->", "<![CDATA[<e:Body><x/>]]>", "<?pi ?>", "<!DOCTYPE x>", "text", "&amp;", "<",
        ">", "/>",
        "<w:Security xmlns:w='w' w:must=\"1\">", "</w:Security>", " attribute='v'",
        "<e:Envelope xmlns:e='S' xmlns='urn:d'>",
        "<?xml version='1.0' encoding='UTF-8'?>", "<x xmlns:e='other'>", "</x>", "\"", "<e:Fault xmlns:e='S'/>",
    ];

    private static readonly string[] Skeleton =
    [
        "<e:Envelope xmlns:e='S'>", "<e:Header>", "</e:Header>", "<e:Body>", "<op>", "</op>", "</e:Body>",
        "</e:Envelope>",
    ];

    [Fact]
    public void Where_a_parser_finds_an_operation_the_scanner_finds_the_same()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        int found = 0;
        for (int i = 0; i < Cases; i++)
        {
            string text = Invent(random);
            if (Parse(text) is not { } expected)
            {
                continue;
            }

            found++;
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            EnvelopeScan scan = EnvelopeScanner.Scan(bytes);
            string actual = scan.Status == ScanStatus.Found
                ? $"{{{Text(bytes[scan.Namespace])}}}{Text(bytes[scan.LocalName])}"
                : scan.Status.ToString();
            Assert.True(expected == actual, $"seed {seed}: parser {expected}, scanner {actual}: {text}");
        }

        Assert.True(found > Cases / 20, $"Only {found} of the invented envelopes name an operation.");
    }

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    /// <summary>An envelope with a few pieces put in or left out.</summary>
    private static string Invent(Random random)
    {
        List<string> pieces = [.. Skeleton];
        for (int change = random.Next(4); change > 0; change--)
        {
            int place = random.Next(pieces.Count);
            if (random.Next(4) == 0)
            {
                pieces.RemoveAt(place);
            }
            else
            {
                pieces.Insert(place, Pieces[random.Next(Pieces.Length)]);
            }
        }

        return string.Concat(pieces).Replace("='S'", $"='{Soap}'", StringComparison.Ordinal);
    }

    /// <summary>
    /// The first child of Body as a parser reads it; null where it does not get so far, or it is not SOAP.
    /// </summary>
    private static string? Parse(string text)
    {
        try
        {
            using XmlReader xml = XmlReader.Create(
                new StringReader(text), new() { DtdProcessing = DtdProcessing.Prohibit });
            if (xml.MoveToContent() != XmlNodeType.Element || !IsSoap(xml, "Envelope"))
            {
                return null;
            }

            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.Depth == 1 && IsSoap(xml, "Body"))
                {
                    return FirstChild(xml);
                }
            }
        }
        catch (XmlException)
        {
            return null;
        }

        return null;
    }

    private static string? FirstChild(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return null;
        }

        while (xml.Read() && xml.Depth > 1)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                return $"{{{xml.NamespaceURI}}}{xml.LocalName}";
            }
        }

        return null;
    }

    private static bool IsSoap(XmlReader xml, string name) => xml.LocalName == name && xml.NamespaceURI == Soap;
}
