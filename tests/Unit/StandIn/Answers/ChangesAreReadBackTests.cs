using System.Globalization;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

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
    public async Task One_unknown_contract_among_several_and_nothing_is_changed()
    {
        XElement done = await _caller.AskContracts(
            "solicitudModificacionDatosPersonales",
            Filled("<numeroContrato><int>{0}</int><int>99999998</int></numeroContrato><email>a@b.mx</email>"));

        Assert.Equal("-501", done.Descendants("codigoError").Single().Value);
        Assert.Equal("", (await Detail()).Descendants("email").Single().Value);
    }

    [Fact]
    public async Task A_meters_new_serial_number_is_shown_with_its_contract()
    {
        string serial = sample.Books.MetersAt(_contract.ServicePoint)[^1].SerialNumber;

        await _caller.Ask(
            "InterfazGenericaContadoresWS", "actualizarContador",
            $"<serialNumber>{serial}</serialNumber><contadorDTO><numeroSerie>B1</numeroSerie></contadorDTO>");

        Assert.Equal("B1", (await Detail()).Descendants("numeroContador").Single().Value);
        XElement contract = await _caller.AskReadings("getContrato", _contract);
        Assert.Equal("B1", contract.Descendants("numeroContador").Single().Value);
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
