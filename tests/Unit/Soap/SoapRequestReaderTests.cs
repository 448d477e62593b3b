using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.Tests.Unit.Soap;

/// <summary>Requests are read as leniently as legacy reads them (WIRE-FACTS 7), and no more.</summary>
public sealed class SoapRequestReaderTests
{
    private const string WorkOrders = "InterfazGenericaOrdenesServicioWS";
    private const string Readings = "InterfazOficinaVirtualClientesWS";
    private const string Contracts = "InterfazGenericaContratacionWS";

    [Theory]
    [InlineData("01", 1L)]
    [InlineData(" 12 ", 12L)]
    [InlineData("+3", 3L)]
    [InlineData("", null)]
    [InlineData("  ", null)]
    public async Task A_number_may_be_padded_signed_blank_or_empty(string written, long? expected)
    {
        SoapRequest request = await ReadAsync(
            Readings, $"<o:getConsumos><explotacion>{written}</explotacion></o:getConsumos>");
        Assert.Equal("getConsumos", request.Operation.Name);
        Assert.Equal(expected, request.Body.Number("explotacion"));
        Assert.Null(request.Body.Number("contrato"));
    }

    [Fact]
    public async Task Nil_missing_and_empty_are_the_same()
    {
        SoapRequest request = await ReadAsync(Contracts, "<o:getContratos><actividad></actividad><uso/><cnaeDesde "
            + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/></o:getContratos>");
        Assert.Null(request.Body.Number("actividad"));
        Assert.Null(request.Body.Number("uso"));
        Assert.Null(request.Body.Number("cnaeDesde"));
        Assert.Null(request.Body.Record("estados"));
    }

    [Fact]
    public async Task Lists_records_and_text_are_kept_and_what_is_unknown_is_passed_over()
    {
        SoapRequest request = await ReadAsync(Contracts,
            "<o:consultaDetalleContrato><numeroContrato>1</numeroContrato><otro><hondo>x</hondo></otro><!-- c -->"
            + "<numeroContrato>2</numeroContrato><idioma><![CDATA[e]]>s</idioma></o:consultaDetalleContrato>");
        Assert.Equal([1L, 2L], request.Body.Numbers("numeroContrato"));
        Assert.Equal("es", request.Body.Text("idioma"));
    }

    [Fact]
    public async Task A_deep_record_is_read_in_any_order_with_elements_missing()
    {
        SoapRequest request = await ReadAsync(WorkOrders,
            "<o:resolveOT><otResolution><otResolutionData><otClass>6</otClass>"
            + "<operationalSiteID>0008</operationalSiteID><geolocalization><longitude>1.5</longitude></geolocalization>"
            + "</otResolutionData></otResolution></o:resolveOT>");
        WireRecord data = request.Body.Record("otResolution")!.Record("otResolutionData")!;
        Assert.Equal("0008", data.Text("operationalSiteID"));
        Assert.Equal(1.5m, data.Record("geolocalization")!.Decimal("longitude"));
    }

    [Fact]
    public async Task Contracts_shaped_getContrato_at_the_readings_service_finds_no_contract_number()
    {
        SoapRequest request = await ReadAsync(
            Readings, "<o:getContrato><numContrato>5</numContrato><idioma>es</idioma><opciones/></o:getContrato>");
        Assert.Null(request.Body.Number("contrato"));
        Assert.Equal("es", request.Body.Text("idioma"));
    }

    [Theory]
    [InlineData("<o:getConsumos><contrato>abc</contrato></o:getConsumos>", "contrato")]
    [InlineData("<o:getConsumos><explotacion>70000</explotacion></o:getConsumos>", "explotacion")]
    [InlineData("<o:nothing/>", "nothing was not recognized")]
    [InlineData("", "Body is empty")]
    [InlineData("<o:getConsumos><contrato>1</contrato>", "Error reading XML")]
    public async Task What_cannot_be_read_says_why(string content, string expected)
    {
        SoapReadException error = await Assert.ThrowsAsync<SoapReadException>(() => ReadAsync(Readings, content));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_type_is_refused()
    {
        SoapReadException error = await Assert.ThrowsAsync<SoapReadException>(
            () => ReadTextAsync(Readings, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"));
        Assert.Contains("Error reading XML", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_end_is_refused()
    {
        string many = string.Concat(Enumerable.Repeat("<numeroContrato>1</numeroContrato>", 10_001));
        SoapReadException error = await Assert.ThrowsAsync<SoapReadException>(
            () => ReadAsync(Contracts, $"<o:consultaDetalleContrato>{many}</o:consultaDetalleContrato>"));
        Assert.Contains("10000 times", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_in_very_many_pieces_costs_no_more_than_its_length()
    {
        const int pieces = 30_000;
        string written = string.Concat(Enumerable.Repeat("a<!---->", pieces));
        await ReadAsync(Contracts, "<o:getContrato><numContrato>1</numContrato></o:getContrato>");

        long before = GC.GetAllocatedBytesForCurrentThread();
        SoapRequest request = await ReadAsync(Contracts, $"<o:getContrato><idioma>{written}</idioma></o:getContrato>");
        Assert.Equal(pieces, request.Body.Text("idioma")!.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    private static Task<SoapRequest> ReadAsync(string service, string content)
    {
        string ns = ContractCatalog.AquaCis.FindService(service)!.Namespace;
        return ReadTextAsync(service, "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
            + $"xmlns:o=\"{ns}\"><s:Header><x><y/></x></s:Header><s:Body>{content}</s:Body></s:Envelope>");
    }

    private static async Task<SoapRequest> ReadTextAsync(string service, string text) =>
        await SoapRequestReader.ReadAsync(
        new MemoryStream(Encoding.UTF8.GetBytes(text)), null, ContractCatalog.AquaCis.FindService(service)!, 1_000_000,
        TestContext.Current.CancellationToken);
}
