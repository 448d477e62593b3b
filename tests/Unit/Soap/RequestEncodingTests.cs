using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.Tests.Unit.Soap;

/// <summary>A byte order mark says how a request is encoded; else its Content-Type does; else the XML itself.</summary>
public sealed class RequestEncodingTests
{
    private const string Latin1 = "iso-8859-1";
    private static readonly ServiceContract Readings =
        ContractCatalog.AquaCis.FindService("InterfazOficinaVirtualClientesWS")!;

    [Theory]
    [InlineData("text/xml; charset=ISO-8859-1", Latin1)]
    [InlineData("text/xml;charset=\"iso-8859-1\"", Latin1)]
    [InlineData("text/xml;charset=UTF-8", "utf-8")]
    [InlineData("text/xml; charset=utf-16", "utf-16LE")]
    [InlineData("text/xml; charset=utf-16", "utf-16BE")]
    [InlineData("text/xml; charset=utf-16be", "utf-16BE")]
    [InlineData("text/xml; charset=UTF-16LE", "utf-16LE")]
    [InlineData("text/xml", "utf-8")]
    [InlineData("text/xml; charset=klingon", "utf-8")]
    [InlineData("no type at all", "utf-8")]
    [InlineData(null, "utf-8")]
    public async Task The_charset_of_the_content_type_is_honoured(string? contentType, string encoding) =>
        Assert.Equal("PEÑA", await PatternIn(contentType, Encoding.GetEncoding(encoding).GetBytes(Envelope(""))));

    [Fact]
    public async Task Without_a_charset_the_xml_declaration_says_it() => Assert.Equal(
        "PEÑA", await PatternIn(
            "text/xml", Encoding.Latin1.GetBytes(Envelope("<?xml version='1.0' encoding='ISO-8859-1'?>"))));

    [Fact]
    public async Task A_charset_outranks_the_xml_declaration() => Assert.Equal(
        "PEÑA",
        await PatternIn(
            "text/xml;charset=ISO-8859-1",
            Encoding.Latin1.GetBytes(Envelope("<?xml version='1.0' encoding='UTF-8'?>"))));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16LE")]
    [InlineData("utf-16BE")]
    public async Task A_byte_order_mark_outranks_the_charset(string encoding)
    {
        Encoding written = Encoding.GetEncoding(encoding);
        byte[] body = [.. written.GetPreamble(), .. written.GetBytes(Envelope(""))];

        Assert.Equal("PEÑA", await PatternIn("text/xml;charset=ISO-8859-1", body));
    }

    [Fact]
    public async Task Bytes_that_the_charset_does_not_have_are_refused_not_replaced()
    {
        SoapReadException error = await Assert.ThrowsAsync<SoapReadException>(
            () => PatternIn("text/xml;charset=UTF-8", Encoding.Latin1.GetBytes(Envelope(""))));

        Assert.Contains("charset", error.Message, StringComparison.Ordinal);
    }

    private static string Envelope(string declaration) =>
        $"{declaration}<e:Envelope xmlns:e='{SoapEnvelope.Namespace}'><e:Body><o:getCallesPorPatron "
        + $"xmlns:o='{Readings.Namespace}'><patron>PEÑA</patron></o:getCallesPorPatron></e:Body></e:Envelope>";

    private static async Task<string?> PatternIn(string? contentType, byte[] body)
    {
        SoapRequest request = await SoapRequestReader.ReadAsync(
            new MemoryStream(body), contentType, Readings, 10_000, TestContext.Current.CancellationToken);
        return request.Body.Text("patron");
    }
}
