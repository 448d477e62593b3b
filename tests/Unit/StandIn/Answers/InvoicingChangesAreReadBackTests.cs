using System.Globalization;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

[Collection("sample books")]
public sealed class InvoicingChangesAreReadBackTests(SampleBooks sample)
{
    private readonly StandInCaller _caller = new(sample.Books);
    private readonly Contract _contract = sample.First();

    [Theory]
    [InlineData("solicitudCambioDomiciliacionBancaria", "{1}<banco>12</banco><numeroCuenta>5550001</numeroCuenta>")]
    [InlineData("cambiarSenasCobroBancarias", "{1}<codBanco>12</codBanco><numeroCuenta>5550001</numeroCuenta>")]
    public async Task A_bank_account_is_read_back(string operation, string fields)
    {
        await Contracts(operation, fields);

        XElement payment = (await Detail()).Descendants("datosPago").Single();
        Assert.Equal("12", payment.Element("banco")!.Value);
        Assert.Equal("5550001", payment.Element("numeroCuenta")!.Value);
        Assert.Equal("DOMICILIACION", payment.Element("formaPago")!.Value);
        Assert.Equal("5550001", (await Whole()).Descendants("numeroDeCuenta").Single().Value);
        XElement history = await _caller.AskContracts(
            "consultaHistoricoDomiciliacion", Filled("<numeroContrato>{0}</numeroContrato>"));
        Assert.Equal("5550001", history.Descendants("numeroCuenta").Single().Value);
    }

    [Fact]
    public async Task The_customer_offices_bank_account_is_read_back_there()
    {
        await _caller.AskReadings(
            "cambiarDomiciliacionBancaria",
            Filled("<contrato>{0}</contrato><codigoBanco>12</codigoBanco><cuenta>5550001</cuenta>"
                + "<nombreTitular>ANA</nombreTitular><ape1Titular>PEREZ</ape1Titular>"
                + "<ape2Titular>LOPEZ</ape2Titular>"));

        XElement account = (await _caller.AskReadings("getNumeroCuentaBancaria", _contract))
            .Descendants("NumeroCuentaBancaria").Single();
        Assert.Equal("5550001", account.Element("cuenta")!.Value);
        Assert.Equal("PEREZ LOPEZ, ANA", account.Element("nombreUsuarioCuenta")!.Value);
    }

    [Fact]
    public async Task An_invoice_type_and_an_online_invoice_are_read_back()
    {
        await _caller.AskReadings(
            "cambiarTipoFacturaContrato", Filled("<contrato>{0}</contrato><tipoFactura>2</tipoFactura>"));
        await Contracts("solicitudActivacionFacturaOnline", "{1}<facturaOnline>true</facturaOnline>");

        XElement detail = await Detail();
        Assert.Equal("2", detail.Descendants("tipoFactura").Single().Value);
        Assert.Equal("true", detail.Descendants("servicioFacturaOnline").Single().Value);
        Assert.Equal("2", (await Whole()).Descendants("codigoTipoFactura").Single().Value);
    }

    [Fact]
    public async Task A_complaint_about_an_invoice_is_read_back_at_its_contract()
    {
        Invoice invoice = sample.Books.InvoicesOf(_contract)[0];

        await Contracts("solicitudFacturaEnQuejaActiva", $"<numeroFactura>{invoice.Number}</numeroFactura>");

        Assert.Equal($"{invoice.Id}", (await Whole()).Descendants("idProcesoReclamacion").Single().Value);
    }

    [Fact]
    public async Task A_portals_address_is_read_back_with_every_invoice_of_its_service_area()
    {
        XElement done = await _caller.AskReadings(
            "cambiarUrlOficinaVirtualExplotacion",
            $"<explotacion>{_contract.ServiceArea}</explotacion>"
            + "<urlOficnaVirtual>https://portal.mx</urlOficnaVirtual>");

        XElement invoices = await _caller.AskContracts(
            "getFacturasContrato", Filled("<numeroContrato>{0}</numeroContrato>"));
        Assert.Equal("0", done.Value);
        Assert.All(invoices.Descendants("url"), url => Assert.Equal("https://portal.mx", url.Value));
    }

    private Task<XElement> Detail() => _caller.DetailOf(_contract);

    private Task<XElement> Whole() => _caller.AskContracts("getContrato", Filled("<numContrato>{0}</numContrato>"));

    private async Task Contracts(string operation, string fields)
    {
        XElement done = await _caller.Ask(ServicePaths.Contracts, operation, Filled(fields));
        Assert.Equal("0", done.Descendants("codigoError").Single().Value);
    }

    /// <summary>{0} is the contract's number, {1} a list of contracts with that one.</summary>
    private string Filled(string fields) => string.Format(
        CultureInfo.InvariantCulture, fields, _contract.Number,
        $"<numeroContrato><int>{_contract.Number}</int></numeroContrato>");
}
