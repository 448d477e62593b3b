using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

[Collection("sample books")]
public sealed class WorkOrderAnswersTests(SampleBooks sample)
{
    private const string Envelope =
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>";
    private const string EnvelopeEnd = "</soap:Body></soap:Envelope>";

    private readonly StandInCaller _caller = new(sample.Books);
    private readonly Contract _contract = sample.First(known => sample.Books.UnpaidOf(known).Count > 0);

    [Fact]
    public async Task An_order_is_numbered_as_recorded()
    {
        string first = await _caller.AskForText(ServicePaths.WorkOrders, "crearOrdenTrabajo", NewOrder());

        Assert.Equal(
            Envelope + "<ns2:crearOrdenTrabajoResponse "
            + "xmlns:ns2=\"http://interfazgenericaordenesservicio.occamcxf.occam.agbar.com/\"><return>O0000001</return>"
            + "</ns2:crearOrdenTrabajoResponse>" + EnvelopeEnd,
            first);
        Assert.Equal("O0000002", (await _caller.AskWorkOrders("crearOrdenTrabajo", NewOrder())).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<ordenTrabajo><tipoOrden>6</tipoOrden><idPtoServicio></idPtoServicio></ordenTrabajo>")]
    public async Task An_order_without_a_service_point_is_refused_as_recorded(string fields)
    {
        string refused = await _caller.AskForText(ServicePaths.WorkOrders, "crearOrdenTrabajo", fields);

        Assert.Equal(
            Envelope + "<soap:Fault><faultcode>soap:Server</faultcode>"
            + "<faultstring>java.lang.NullPointerException</faultstring></soap:Fault>" + EnvelopeEnd,
            refused);
    }

    [Fact]
    public async Task Data_asked_for_without_a_service_area_are_refused_by_the_declared_fault()
    {
        XElement fault = await _caller.AskWorkOrders(
            "refreshData", "<otRequest><otOriginID>O0000001</otOriginID></otRequest>");

        Assert.Equal("Parametro explotacion no informado", fault.Element("faultstring")!.Value);
        XElement detail = fault.Element("detail")!.Elements().Single();
        Assert.Equal(XName.Get("ServiceFault", "http://www.aqualogy.net/xf/ws"), detail.Name);
        Assert.Equal("PARAM_VALIDATION", detail.Element("type")!.Value);
    }

    [Fact]
    public async Task An_order_is_fetched_with_its_contract_meter_and_debt()
    {
        await _caller.AskWorkOrders("crearOrdenTrabajo", NewOrder());

        XElement order = await _caller.AskWorkOrders("refreshData", Asking("O0000001"));

        Assert.Equal($"{_contract.Number}", order.Descendants("customerContract").Single().Value);
        Assert.Equal("SUSPENSION DEL SUMINISTRO", order.Descendants("originMotiveDescription").Single().Value);
        Assert.Equal(
            sample.Books.MetersAt(_contract.ServicePoint)[^1].SerialNumber,
            order.Descendants("otElements").Single().Element("serialNumber")!.Value);
        Assert.Equal(
            sample.Books.UnpaidOf(_contract).Sum(sample.Books.OwedOn),
            (decimal)order.Descendants("customerTotalDebt").Single());
        Assert.Equal("FUGA EN BANQUETA", order.Descendants("textComment").Single().Value);
    }

    [Fact]
    public async Task Several_orders_are_fetched_at_once_and_the_missing_one_is_named()
    {
        await _caller.AskWorkOrders("crearOrdenTrabajo", NewOrder());

        XElement found = await _caller.AskWorkOrders("multipleRefreshData", Asking("O0000001") + Asking("O0000099"));

        XElement[] orders = [.. found.Elements("return")];
        Assert.Equal("O0000001", orders[0].Descendants("otOriginID").Single().Value);
        Assert.Equal("O0000099", orders[1].Descendants("identificador").Single().Value);
    }

    [Fact]
    public async Task A_visit_and_a_resolution_are_written_on_the_order()
    {
        await _caller.AskWorkOrders("crearOrdenTrabajo", NewOrder());

        XElement visited = await _caller.AskWorkOrders(
            "informarVisita",
            "<codOrden>O0000001</codOrden><resultado>true</resultado><observaciones>SIN ACCESO</observaciones>");
        Assert.Equal("2", await StateOf(1));
        XElement resolved = await _caller.AskWorkOrders(
            "resolveOT",
            "<otResolution><otResolutionData><otOrigin>O0000001</otOrigin><finalSolution>HECHO</finalSolution>"
            + "</otResolutionData></otResolution>");

        Assert.Equal("0", visited.Value);
        Assert.Equal("responseWrapperInformarVisita", visited.Name.LocalName);
        Assert.Equal("true", resolved.Value);
        Assert.Equal("responseWrapperResolveOT", resolved.Name.LocalName);
        Assert.Equal("3", await StateOf(1));
        XElement order = await _caller.AskWorkOrders("refreshData", Asking("O0000001"));
        Assert.Equal(
            ["FUGA EN BANQUETA", "SIN ACCESO", "HECHO"],
            order.Descendants("textComment").Select(comment => comment.Value));
    }

    [Fact]
    public async Task An_unknown_order_is_neither_visited_nor_resolved()
    {
        XElement visited = await _caller.AskWorkOrders("informarVisita", "<codOrden>O0000099</codOrden>");
        XElement resolved = await _caller.AskWorkOrders(
            "resolveOT",
            "<otResolution><otResolutionData><otOrigin>O0000099</otOrigin></otResolutionData></otResolution>");

        Assert.NotEqual("0", visited.Value);
        Assert.Equal("false", resolved.Value);
    }

    [Fact]
    public async Task An_order_made_by_the_contracting_service_is_one_of_the_contracts_actions()
    {
        XElement made = await _caller.AskContracts(
            "crearOrdenServicio",
            $"<numeroContrato>{_contract.Number}</numeroContrato><tipoOrden>6</tipoOrden>"
            + "<motivoOrden>52</motivoOrden>");

        string number = made.Descendants("idOrdenServicio").Single().Value;
        Assert.Equal("1", await StateOf(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));
        XElement history = await _caller.AskContracts(
            "consultaHistoricoActuacionesContrato", $"<numeroContrato>{_contract.Number}</numeroContrato>");
        Assert.Equal("FUGA", history.Descendants("motivo").Single().Value);
        XElement actions = await _caller.AskReadings("getActuaciones", _contract);
        Assert.Equal("FUGA", actions.Descendants("motivoActuacion").Single().Value);
    }

    [Fact]
    public async Task An_external_order_is_made_with_a_qualified_result()
    {
        XElement made = await _caller.AskWorkOrders(
            "crearOrdenExterna",
            $"<ordenTrabajo><datos><numContrato>{_contract.Number}</numContrato></datos></ordenTrabajo>");

        XElement result = made.Element("return")!.Elements().First();
        Assert.Equal(
            XName.Get("resultado", "http://interfazgenericaordenesservicio.occamcxf.occam.agbar.com/"), result.Name);
        Assert.Equal("1", made.Descendants("idOrden").Single().Value);
        Assert.Equal("1", await StateOf(1));
    }

    private string NewOrder() =>
        "<idioma>es</idioma><ordenTrabajo><tipoOrden>23</tipoOrden><motivoOrden>50</motivoOrden>"
        + $"<numContrato>{_contract.Number}</numContrato><idPtoServicio>{_contract.ServicePoint}</idPtoServicio>"
        + "<observaciones>FUGA EN BANQUETA</observaciones><numeroExpediente></numeroExpediente>"
        + "<instalaValvulaPaso>0</instalaValvulaPaso></ordenTrabajo><enCurso>0</enCurso>";

    private static string Asking(string code) =>
        $"<otRequest><operationalSiteID>0001</operationalSiteID><otOriginID>{code}</otOriginID></otRequest>";

    private async Task<string> StateOf(int number)
    {
        XElement found = await _caller.AskContracts(
            "recuperaOrdenesServicio", $"<idOrdenes><int>{number}</int></idOrdenes>");
        return found.Descendants("estado").Single().Value;
    }
}
