using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

[Collection("sample books")]
public sealed class ContractsAnswersTests(SampleBooks sample)
{
    private const string Unknown = "<numeroContrato>99999998</numeroContrato>";

    private readonly StandInCaller _caller = new(sample.Books);

    [Fact]
    public async Task The_detail_of_several_contracts_is_one_record_each_in_the_order_asked()
    {
        Contract contract = sample.First();
        Holder holder = sample.Books.HolderOf(contract);

        XElement reply = await _caller.AskContracts(
            "consultaDetalleContrato", $"{Unknown}<numeroContrato>{contract.Number}</numeroContrato>");

        XElement[] details = [.. reply.Descendants("GenericoContratoDTO")];
        Assert.Equal(2, details.Length);
        Assert.Equal("-501", details[0].Element("resultado")!.Element("codigoError")!.Value);
        Assert.Equal("Contrato no encontrado", details[0].Element("resultado")!.Element("descripcionError")!.Value);
        XElement known = details[1].Element("contrato")!;
        Assert.Equal($"{contract.Number}", known.Element("numeroContrato")!.Value);
        Assert.Equal($"{contract.ServiceArea}", known.Element("explotacion")!.Value);
        Assert.Equal($"{holder.Surname}, {holder.Name}", known.Element("titular")!.Value);
        Assert.Equal(holder.TaxId, details[1].Element("datosPersonales")!.Element("cifNif")!.Value);
        Assert.Equal("0", details[1].Element("resultado")!.Element("codigoError")!.Value);
    }

    [Fact]
    public async Task The_meter_in_use_stands_first_with_state_1()
    {
        Contract contract = sample.First(known => sample.Books.MetersAt(known.ServicePoint).Count > 1);
        Meter inUse = sample.Books.MetersAt(contract.ServicePoint)[^1];

        XElement reply = await _caller.DetailOf(contract);

        XElement meter = reply.Descendants("ContratoContadorDTO").First();
        Assert.Equal(inUse.SerialNumber, meter.Element("numeroSerie")!.Value);
        Assert.Equal("1", meter.Element("estadoContador")!.Value);
        Assert.Equal(inUse.SerialNumber, reply.Descendants("numeroContador").Single().Value);
    }

    [Theory]
    [InlineData("getFacturasContrato")]
    [InlineData("getFacturasContratoReferencia")]
    [InlineData("consultaHistoricoConsumoContrato")]
    [InlineData("getIDPersonaContrato")]
    [InlineData("getContratos")]
    [InlineData("esTitular")]
    public async Task An_unknown_contract_is_said_in_the_result_record(string operation)
    {
        XElement reply = await _caller.AskContracts(operation, Unknown);

        Assert.Equal("-501", reply.Descendants("codigoError").Single().Value);
    }

    [Fact]
    public async Task Consumption_here_has_another_shape_than_in_the_customer_office()
    {
        Contract contract = sample.First();

        XElement here = await _caller.AskContracts("getConsumos", $"<numContrato>{contract.Number}</numContrato>");
        XElement there = await _caller.AskReadings("getConsumos", contract);

        Assert.Equal(here.Name, there.Name);
        Assert.Equal("HistoricoSuministroDTO", here.Element("getConsumosReturn")!.Elements().First().Name.LocalName);
        Assert.Equal("Consumo", there.Element("getConsumosReturn")!.Elements().First().Name.LocalName);
    }

    [Fact]
    public async Task No_search_gives_more_than_a_hundred_holders()
    {
        XElement reply = await _caller.AskContracts(
            "getPersonaList", "<nombre>NOMBRE</nombre><registroPagina>5000</registroPagina>");

        Assert.Equal(100, reply.Descendants("PersonaDTO").Count());
    }

    [Fact]
    public async Task The_types_and_motives_of_orders_are_those_in_use()
    {
        XElement types = await _caller.AskContracts("getTiposOrden", "");
        XElement motives = await _caller.AskContracts("getMotivosOrden", "");

        Assert.Equal(["6", "21", "23", "32", "33"], types.Descendants("idTipo").Select(id => id.Value));
        Assert.Equal(["15", "41", "50", "52", "61"], motives.Descendants("idMotivo").Select(id => id.Value));
    }
}
