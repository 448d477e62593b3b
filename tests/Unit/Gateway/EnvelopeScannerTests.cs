using System.Text;
using Strangler.Gateway.Classification;

namespace Strangler.Tests.Unit.Gateway;

public sealed class EnvelopeScannerTests
{
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    [Theory]
    [InlineData(
        "<e:Envelope xmlns:e='S'><e:Body><a:getDeuda xmlns:a='urn:x'/></e:Body></e:Envelope>", "urn:x", "getDeuda")]
    [InlineData("<Envelope xmlns='S'><Body><getDeuda xmlns='urn:x'/></Body></Envelope>", "urn:x", "getDeuda")]
    [InlineData(
        "<e:Envelope xmlns:e='S' xmlns:a='urn:x'><e:Header/><e:Body><a:f>1</a:f></e:Body></e:Envelope>", "urn:x", "f")]
    [InlineData("<e:Envelope xmlns:e='S'><e:Body xmlns:a='urn:x'><!-- c --><a:f/></e:Body></e:Envelope>", "urn:x", "f")]
    [InlineData("<e:Envelope xmlns:e='S'><e:Body><f/></e:Body></e:Envelope>", "", "f")]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<!-- > --><e:Envelope\n xmlns:e = 'S' >\n<e:Body\n><f xmlns=\"u\" />", "u", "f")]
    [InlineData(
        "<e:Envelope xmlns:e='S'><e:Header><w:S xmlns:w='w' a='/>'><![CDATA[<e:Body>]]><x/></w:S></e:Header>"
        + "<e:Body><f/>", "", "f")]
    [InlineData("<e:Envelope xmlns:e='S'><e:Header><e:Body><g/></e:Body></e:Header><e:Body><f/>", "", "f")]
    [InlineData(
        "<e:Envelope xmlns:e='S' xmlns:a='outer'><e:Body xmlns:a='middle'><a:f xmlns:a='inner'/>", "inner", "f")]
    [InlineData("<e:Envelope xmlns:e='S' xmlns:a='outer'><e:Header xmlns:a='gone'/><e:Body><a:f/>", "outer", "f")]
    [InlineData("<e:Envelope xmlns:e='S'><?pi <e:Body> ?><e:Body><f/>", "", "f")]
    public void It_finds_the_first_child_of_body(string text, string ns, string name)
    {
        byte[] bytes = Encode(text);
        EnvelopeScan scan = EnvelopeScanner.Scan(bytes);
        Assert.Equal(ScanStatus.Found, scan.Status);
        Assert.Equal(ns, Encoding.UTF8.GetString(bytes[scan.Namespace]));
        Assert.Equal(name, Encoding.UTF8.GetString(bytes[scan.LocalName]));
    }

    [Theory]
    [InlineData("", nameof(ScanStatus.NeedMore))]
    [InlineData("{\"json\":true}", nameof(ScanStatus.NotXml))]
    [InlineData("hello <a/>", nameof(ScanStatus.NotXml))]
    [InlineData("<a>", nameof(ScanStatus.NotSoap))]
    [InlineData("<Envelope/>", nameof(ScanStatus.NotSoap))]
    [InlineData("<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'>", nameof(ScanStatus.Soap12))]
    [InlineData("<e:Envelope/>", nameof(ScanStatus.NotXml))]
    [InlineData("<e:Envelope xmlns:e='S'/>", nameof(ScanStatus.NoBody))]
    [InlineData("<e:Envelope xmlns:e='S'><e:Header/></e:Envelope>", nameof(ScanStatus.NoBody))]
    [InlineData("<e:Envelope xmlns:e='S'><e:Body/></e:Envelope>", nameof(ScanStatus.EmptyBody))]
    [InlineData("<e:Envelope xmlns:e='S'><e:Body> </e:Body></e:Envelope>", nameof(ScanStatus.EmptyBody))]
    [InlineData("<!DOCTYPE e [<!ENTITY a 'b'>]><e:Envelope xmlns:e='S'>", nameof(ScanStatus.Dtd))]
    [InlineData("<?xml version='1.0'?>\n<!DOCTYPE", nameof(ScanStatus.Dtd))]
    [InlineData("<!D", nameof(ScanStatus.Dtd))]
    [InlineData("<e:Envelope xmlns:e='S'><e:Body><x:f/>", nameof(ScanStatus.NotXml))]
    [InlineData("<e:Envelope xmlns:e=S><e:Body><f/>", nameof(ScanStatus.NotXml))]
    [InlineData("<e:Envelope xmlns:e='S' a='<'><e:Body><f/>", nameof(ScanStatus.NotXml))]
    [InlineData("< e:Envelope xmlns:e='S'><e:Body><f/>", nameof(ScanStatus.NotXml))]
    public void It_says_what_is_wrong(string text, string expected) =>
        Assert.Equal(expected, EnvelopeScanner.Scan(Encode(text)).Status.ToString());

    [Fact]
    public void Cut_off_anywhere_it_asks_for_more_and_never_decides_otherwise()
    {
        byte[] whole = Encode(
            "<?xml version='1.0'?><!-- a > b --><e:Envelope xmlns:e='S' xmlns:a=\"urn:x\"><e:Header><w:Security "
            + "xmlns:w='w'><w:User><![CDATA[</e:Header>]]></w:User></w:Security></e:Header><e:Body><a:getDeuda>");
        for (int length = 0; length < whole.Length; length++)
        {
            ScanStatus status = EnvelopeScanner.Scan(whole.AsSpan(0, length)).Status;
            Assert.True(status == ScanStatus.NeedMore, $"After {length} bytes it said {status}.");
        }

        Assert.Equal(ScanStatus.Found, EnvelopeScanner.Scan(whole).Status);
    }

    [Fact]
    public void More_namespaces_than_anyone_declares_are_refused_without_a_crash()
    {
        string many = string.Concat(Enumerable.Range(0, 100).Select(number => $" xmlns:n{number}='u'"));
        Assert.Equal(
            ScanStatus.NotXml, EnvelopeScanner.Scan(Encode($"<e:Envelope xmlns:e='S'{many}><e:Body><f/>")).Status);
    }

    private static byte[] Encode(string text) =>
        Encoding.UTF8.GetBytes(text.Replace("'S'", $"'{Soap}'", StringComparison.Ordinal));
}
