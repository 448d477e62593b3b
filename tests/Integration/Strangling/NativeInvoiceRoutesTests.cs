using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>Questions about invoices find their billing group, and so their way to the native core.</summary>
public sealed class NativeInvoiceRoutesTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const string Contracting = OperationCall.Contracts;
    private static readonly SampleContract Customer = SampleExtract.Committed.Contracts[0];

    private static readonly string Group = $"{Customer.ServiceArea}/{Customer.Zone}";
    private static readonly SampleInvoice Newest = Customer.Newest;

    /// <summary>Each operation in every way that names somebody; PDFs differ in their bytes.</summary>
    private static readonly OperationCall[] Natively =
    [
        new(Contracting, "getFacturas", $"<numeroContrato>{Customer.Number}</numeroContrato>"),
        new(Contracting, "getFacturas", $"<numeroFactura> {Newest.Number} </numeroFactura>"),
        new(Contracting, "getFacturasContrato", $"<numeroContrato>{Customer.Number}</numeroContrato>"),
        new(Contracting, "getFacturasContratoReferencia", $"<numeroContrato>{Customer.Number}</numeroContrato>"),
        new(Contracting, "countFacturasContrato", $"<numeroContrato>{Customer.Number}</numeroContrato>"),
        new(Contracting, "getFacturasPorCondiciones", $"<numContratos>{Customer.Number}</numContratos>"),
        new(Contracting, "recuperaFacturasByIds", $"<idFacturas><int>{Newest.Id}</int></idFacturas>"),
        new(Contracting, "getContratosByNumFactNumContrato", $"<numFactura>{Newest.Number}</numFactura>"),
        new(Contracting, "consultaLiquidacionTramite", $"<numeroContrato>{Customer.Number}</numeroContrato>"),
        new(Contracting, "getFacturaE", $"<numFactura>{Newest.Number}</numFactura>"),
        new(Contracting, "solicitudFacturaEnQuejaActiva", $"<numeroFactura>{Newest.Number}</numeroFactura>"),
        new(Contracting, "solicitudFacturasMasiva", $"<idContratos>{Customer.Number}</idContratos>"),
        new(
            OperationCall.Readings, "getFacturas",
            $"<explotacion>{Customer.ServiceArea}</explotacion><contrato>{Customer.Number}</contrato>"),
        new(
            OperationCall.Readings, "getFactura",
            $"<explotacion>{Customer.ServiceArea}</explotacion><numeroFactura>{Newest.Number}</numeroFactura>"),
    ];

    private static readonly OperationCall[] Documents =
    [
        new(Contracting, "getPdfFactura", $"<numFactura>{Newest.Number}</numFactura>"),
        new(Contracting, "getPdfDocumentoFactura", $"<documentoFactura>{Newest.Id}</documentoFactura>"),
        new(Contracting, "getValidacionVerFactura", $"<idDocumentoFactura>{Newest.Id}</idDocumentoFactura>"),
    ];

    /// <summary>What names nobody, somebody unknown, or more than one group.</summary>
    private static readonly OperationCall[] ByLegacy =
    [
        new(Contracting, "getFacturas", "<numeroCliente>1</numeroCliente>"),
        new(Contracting, "getFacturas", "<numeroFactura>nothing</numeroFactura>"),
        new(Contracting, "getFacturasContrato", "<numeroContrato>7</numeroContrato>"),
        new(Contracting, "getPdfDocumentoFactura", "<documentoFactura>99999999</documentoFactura>"),
        new(
            Contracting, "recuperaFacturasByIds",
            $"<idFacturas><int>{Newest.Id}</int><int>99999999</int></idFacturas>"),
        new(
            Contracting, "getFacturasPorCondiciones",
            $"<numContratos>{Customer.Number}</numContratos><nifs>XAXX010101000</nifs>"),
    ];

    [Fact]
    public async Task Of_a_group_routed_native_all_its_invoices_are_told_natively_and_the_same()
    {
        await stage.RouteAsync("native", Group);
        await using RunningGateway gateway = await stage.StartGatewayAsync();
        foreach (OperationCall call in Natively)
        {
            await AssertSameAsync(gateway, call, "native");
        }

        foreach (OperationCall call in Documents)
        {
            ExplainedAnswer answer = await call.AskAsync(gateway.Address);
            Assert.Equal((call, 200, "native"), (call, answer.Status, answer.Explanation?.By));
            Assert.Contains("<pdf>JVBERi0xLjQ", answer.Text, StringComparison.Ordinal);
        }

        foreach (OperationCall call in ByLegacy)
        {
            await AssertSameAsync(gateway, call, "legacy");
        }
    }

    [Fact]
    public async Task A_shadowed_document_is_ignored_with_what_was_seen_of_it()
    {
        ShadowStage shadow = new(stage);
        await shadow.ForgetAsync();
        await stage.RouteAsync("shadow", Group);
        await using RunningGateway gateway = await stage.StartGatewayAsync("--Shadow:NoiseShare=0");

        await AssertSameAsync(gateway, Documents[0], "legacy");

        await shadow.BecomesAsync(CallOutcome.Ignored, 1);
    }

    private async Task AssertSameAsync(RunningGateway gateway, OperationCall call, string by)
    {
        ExplainedAnswer expected = await call.AskAsync(stage.Legacy);
        ExplainedAnswer actual = await call.AskAsync(gateway.Address);
        Assert.Equal((call, 200, expected.Seen), (call, expected.Status, actual.Seen));
        Assert.Equal((call, by), (call, actual.Explanation?.By));
    }
}
