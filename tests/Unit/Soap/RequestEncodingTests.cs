using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.Tests.Unit.Soap;

/// <summary>A letter beyond ASCII survives however its encoding is made known.</summary>
public sealed class RequestEncodingTests
{
    private const string Envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
        + "xmlns:o=\"http://occamWS.ejb.negocio.occam.agbar.com\"><s:Body><o:getContrato><idioma>ñ</idioma>"
        + "</o:getContrato></s:Body></s:Envelope>";

    [Theory]
    [InlineData("ISO-8859-1", "ISO-8859-1")]
    [InlineData("\"iso-8859-1\"", "ISO-8859-1")]
    [InlineData("UTF-8", "UTF-8")]
    [InlineData("UTF-16", "UTF-16")]
    [InlineData("UTF-8", "UTF-16")]
    [InlineData("no-such-charset", "UTF-8")]
    [InlineData(null, "UTF-8")]
    public async Task By_the_content_type_alone(string? charset, string encoding) =>
        Assert.Equal("ñ", await ReadAsync(charset, encoding, Envelope));

    [Theory]
    [InlineData("UTF-8", "ISO-8859-1")]
    [InlineData(null, "ISO-8859-1")]
    [InlineData("ISO-8859-1", "ISO-8859-1")]
    [InlineData("ISO-8859-1", "UTF-8")]
    public async Task By_its_own_declaration_whatever_the_content_type_says(string? charset, string encoding) =>
        Assert.Equal("ñ", await ReadAsync(
            charset, encoding, $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>{Envelope}"));

    private static async Task<string?> ReadAsync(string? charset, string encoding, string text)
    {
        Encoding written = Encoding.GetEncoding(encoding);
        SoapRequest request = await SoapRequestReader.ReadAsync(
            new MemoryStream([.. written.GetPreamble(), .. written.GetBytes(text)]), charset,
            ContractCatalog.AquaCis.FindService("InterfazGenericaContratacionWS")!, 1_000_000,
            TestContext.Current.CancellationToken);
        return request.Body.Text("idioma");
    }
}
