using System.Text;
using System.Xml.Linq;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.Tests.Unit.StandIn.Answers;

public sealed class MeterAnswersTests
{
    [Fact]
    public async Task A_meter_is_told_as_the_extract_has_it()
    {
        using LegacyBooks books = await Hung();

        XElement meter = Assert.Single((await Ask(new(books), "getContador", Serial("A1"))).Descendants("contador"));

        Assert.Equal(
            ("1", "13", "A1", "600001", "2020-01-01T00:00:00.000Z"),
            (meter.Element("estadoContador")!.Value, meter.Element("calibre")!.Value,
                meter.Element("numeroSerie")!.Value,
                meter.Element("idPuntoServicio")!.Value, meter.Element("fechaInstalacion")!.Value));
        Assert.Null(meter.Element("marca"));
    }

    [Fact]
    public async Task A_corrected_meter_is_read_back_by_its_new_number_and_no_longer_by_the_old_one()
    {
        using LegacyBooks books = await Hung();
        StandInCaller caller = new(books);

        await Update(caller, "A1", "<anoFabricacion>2019</anoFabricacion><calibre>19</calibre><marca>M</marca>");
        Assert.Equal("OK", await Update(caller, "A1", "<modelo>X</modelo><numeroSerie>B7</numeroSerie>"));

        XElement meter = Assert.Single((await Ask(caller, "getContador", Serial("B7"))).Descendants("contador"));
        Assert.Equal(
            ("2019", "19", "M", "X", "B7"),
            (meter.Element("anoFabricacion")!.Value, meter.Element("calibre")!.Value, meter.Element("marca")!.Value,
                meter.Element("modelo")!.Value, meter.Element("numeroSerie")!.Value));
        Assert.Empty((await Ask(caller, "getContador", Serial("A1"))).Descendants("contador"));
        Assert.Equal("OK", await Update(caller, "B7", "<numeroSerie>A1</numeroSerie>"));
        Assert.Single((await Ask(caller, "getContador", Serial("A1"))).Descendants("contador"));
        Assert.Empty((await Ask(caller, "getContador", Serial("B7"))).Descendants("contador"));
    }

    [Fact]
    public async Task A_number_that_another_meter_carries_is_not_given_a_second_time()
    {
        using LegacyBooks books = await Hung();
        StandInCaller caller = new(books);

        Assert.Equal("KO", await Update(caller, "A1", "<numeroSerie>A2</numeroSerie>"));
        Assert.Equal("KO", await Update(caller, "nobody's", "<marca>M</marca>"));
    }

    [Fact]
    public async Task A_meter_that_replaced_another_one_is_a_change_of_its_contract()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Row("contador", "9,NEW,19,5,2026-02-14,,S,600001");
        using LegacyBooks books = await extract.LoadAsync();

        XElement answer = await Ask(new(books), "getCambiosContadorDeContrato", "<idContrato>1</idContrato>");

        XElement change = Assert.Single(answer.Descendants("cambiosContador"));
        Assert.Equal(
            ("NEW", "19", "2026-02-14T00:00:00.000-06:00"),
            (change.Element("contador")!.Value, change.Element("calibre")!.Value,
                change.Element("fechaCambioContador")!.Value));
    }

    [Fact]
    public async Task The_service_point_of_a_meter_is_told_as_recorded()
    {
        using LegacyBooks books = await Hung();

        string answer = await new StandInCaller(books).AskForText(
            ServicePaths.Meters, "getPuntoServicioPorContador", "<listaNumSerieContador>A1</listaNumSerieContador>");

        int place = 0;
        foreach (string recorded in (string[])
            [
                "<puntosServicioContadorDTO><PuntosServicioContadorDTO><numSerieContador>A1</numSerieContador>",
                "<puntoServicioDTO><PuntoServicioDTO><id>600001</id><direccionPS><dirTexto>CALLE SN",
                "<codigoExplotacion>1</codigoExplotacion><descExplotacion>QUERETARO</descExplotacion>",
                "<estadoPuntoServicio>CONTRATADO</estadoPuntoServicio>",
                "</puntoServicioDTO><codigoResultado>200</codigoResultado></PuntosServicioContadorDTO>",
                "<resultado><codigoError>0</codigoError><descripcionError>OK</descripcionError></resultado>",
            ])
        {
            int found = answer.IndexOf(recorded, place, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{recorded} is not in {answer[place..]}");
            place = found + recorded.Length;
        }
    }

    [Fact]
    public async Task Each_number_asked_for_gets_an_entry_found_or_not()
    {
        using LegacyBooks books = await Hung();
        string[] asked = ["A2", "nobody's", "A1"];

        XElement answer = await Ask(
            new(books), "getPuntoServicioPorContador",
            string.Concat(asked.Select(serial => $"<listaNumSerieContador>{serial}</listaNumSerieContador>")));

        Assert.Equal(
            [("A2", "200"), ("nobody's", "404"), ("A1", "200")],
            answer.Descendants("PuntosServicioContadorDTO").Select(entry =>
                (entry.Element("numSerieContador")!.Value, entry.Element("codigoResultado")!.Value)));
    }

    [Fact]
    public async Task More_than_a_hundred_numbers_are_refused_in_band()
    {
        using LegacyBooks books = await Hung();
        StringBuilder asked = new();
        for (int serial = 0; serial < 101; serial++)
        {
            asked.Append("<listaNumSerieContador>A1</listaNumSerieContador>");
        }

        XElement answer = await Ask(new(books), "getPuntoServicioPorContador", asked.ToString());

        Assert.Equal("-521", Assert.Single(answer.Descendants("codigoError")).Value);
        Assert.Empty(answer.Descendants("PuntosServicioContadorDTO"));
    }

    private static async Task<LegacyBooks> Hung()
    {
        using ExtractBuilder extract = A.Extract().Contract(1).Contract(2);
        return await extract.LoadAsync();
    }

    private static string Serial(string number) => $"<serialNumber>{number}</serialNumber>";

    private static async Task<string> Update(StandInCaller caller, string serial, string fields) =>
        (await Ask(caller, "actualizarContador", $"{Serial(serial)}<contadorDTO>{fields}</contadorDTO>"))
        .Element("return")!.Element("resultado")!.Value;

    private static Task<XElement> Ask(StandInCaller caller, string operation, string fields) =>
        caller.Ask(ServicePaths.Meters, operation, fields);
}
