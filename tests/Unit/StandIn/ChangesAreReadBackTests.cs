using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;
using Xunit;

namespace Strangler.Tests.Unit.StandIn;

[Collection("sample books")]
public sealed class ChangesAreReadBackTests(SampleBooks sample)
{
    private readonly StandInCaller _caller = new(sample.Books);
    private readonly Contract _contract = sample.First();

    [Theory]
    [InlineData("cambiarEmailNotificacionPersona", "<contrato>{0}</contrato><emailNuevo>a@b.mx</emailNuevo>")]
    [InlineData("cambiarPersonaNotificacionContrato", "<contrato>{0}</contrato><email1>a@b.mx</email1>")]
    public async Task A_changed_email_is_read_back_in_every_place_that_shows_it(string operation, string fields)
    {
        XElement done = await _caller.AskReadings(operation, Filled(fields));

        Assert.Equal("0", done.Value);
        Assert.Equal("a@b.mx", (await Detail()).Descendants("email").Single().Value);
        Assert.Equal("a@b.mx", (await Whole()).Descendants("email1").Single().Value);
        XElement holder = await _caller.AskReadings("getTitularPorContrato", _contract);
        Assert.Equal("a@b.mx", holder.Descendants("EMail").Single().Value);
    }

    [Fact]
    public async Task Changed_personal_data_are_read_back_and_the_unsaid_stays()
    {
        await Contracts(
            "solicitudModificacionDatosPersonales", "{1}<email>a@b.mx</email><telefono1>4421234567</telefono1>");
        await Contracts("solicitudModificacionDatosPersonales", "{1}<telefono2>4427654321</telefono2>");

        XElement detail = await Detail();
        Assert.Equal("a@b.mx", detail.Descendants("email").Single().Value);
        Assert.Equal("4421234567", detail.Descendants("telefono1").Single().Value);
        Assert.Equal("4427654321", detail.Descendants("telefono2").Single().Value);
    }

    [Fact]
    public async Task A_mobile_number_is_read_back_until_its_alerts_are_cancelled()
    {
        await _caller.AskReadings(
            "cambiarMovilNotificacionContrato", Filled("<contrato>{0}</contrato><movil>4421112223</movil>"));
        Assert.Equal("4421112223", (await Detail()).Descendants("telefono2").Single().Value);

        await Contracts(
            "solicitudAltaServiAlerta", "<contrato>{0}</contrato><telefonoMovil>4423334445</telefonoMovil>");
        Assert.Equal("4423334445", (await Detail()).Descendants("telefono2").Single().Value);
        Assert.Equal("true", (await Whole()).Descendants("notificacionSMS").Single().Value);

        await Contracts(
            "solicitudModificacionServiAlertaMasiva",
            "<contratos>{0}</contratos><telefonoMovil>4423334445</telefonoMovil><esAlta>N</esAlta>");
        Assert.Equal("false", (await Whole()).Descendants("notificacionSMS").Single().Value);
    }

    [Theory]
    [InlineData("solicitudCambioDomicilioNotificaciones", "{1}<direccion>CALLE NUEVA 1</direccion>")]
    [InlineData(
        "cambiarDomicilioNotificaciones", "{1}<direccion><calle>CALLE NUEVA</calle><numero>1</numero></direccion>")]
    public async Task A_notification_address_is_read_back(string operation, string fields)
    {
        await Contracts(operation, fields);

        Assert.Equal("CALLE NUEVA 1", (await Detail()).Descendants("dirCorrespondencia").Single().Value);
        Assert.Equal(
            "CALLE NUEVA 1",
            (await Whole()).Descendants("direccionCorreo").Single().Descendants("texto").Single().Value);
        XElement contract = await _caller.AskReadings("getContrato", _contract);
        Assert.Equal("CALLE NUEVA 1", contract.Descendants("domicilioCorrespondencia").Single().Value);
    }

    [Fact]
    public async Task The_customer_office_changes_the_same_address()
    {
        await _caller.AskReadings(
            "cambiarDireccionCorrespondencia",
            Filled("<contrato>{0}</contrato><textoDireccion>AV UNO 2</textoDireccion>"));

        Assert.Equal("AV UNO 2", (await Detail()).Descendants("dirCorrespondencia").Single().Value);
    }

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

    [Theory]
    [InlineData("solicitudIntroduccionLectura")]
    [InlineData("solicitudIntroduccionLecturaIVR")]
    public async Task A_self_reading_is_read_back_as_the_customers_own(string operation)
    {
        await Contracts(
            operation,
            "<numeroContrato>{0}</numeroContrato><lecturaContador1>7777</lecturaContador1>"
            + "<fechaActual>09/07/2026</fechaActual>");

        XElement newest = (await _caller.AskReadings("getLecturas", _contract)).Descendants("Lectura").First();
        Assert.Equal("7777", newest.Element("metrosCubicos")!.Value);
        Assert.Equal("<JUL> - <JUL>", newest.Element("periodo")!.Value);
        Assert.Equal("CLIENTE", newest.Descendants("origen").Single().Value);
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

    [Fact]
    public async Task One_unknown_contract_among_several_and_nothing_is_changed()
    {
        XElement done = await _caller.AskContracts(
            "solicitudModificacionDatosPersonales",
            Filled("<numeroContrato><int>{0}</int><int>99999998</int></numeroContrato><email>a@b.mx</email>"));

        Assert.Equal("-501", done.Descendants("codigoError").Single().Value);
        Assert.Equal("", (await Detail()).Descendants("email").Single().Value);
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
        System.Globalization.CultureInfo.InvariantCulture, fields, _contract.Number,
        $"<numeroContrato><int>{_contract.Number}</int></numeroContrato>");
}
