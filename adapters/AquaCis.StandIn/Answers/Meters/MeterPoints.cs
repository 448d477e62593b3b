using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Meters;

/// <summary>Where meters hang: the service point, its contract, its meters and its last readings.</summary>
internal sealed class MeterPoints(LegacyBooks books, MeterFile meters)
{
    /// <summary>Serial numbers of one request; more are refused in band.</summary>
    private const int SerialLimit = 100;

    private const int ReadingLimit = 12;
    private const string Found = "200";
    private const string NotFound = "404";

    private static readonly Outcome TooMany = new(-521, $"No se admiten mas de {SerialLimit} contadores");

    public void Register(AnswerTable table) =>
        table.On(ServicePaths.Meters, "getPuntoServicioPorContador", Find);

    private Answer Find(WireRecord body)
    {
        List<string> serials = [.. body.Texts("listaNumSerieContador").Take(SerialLimit + 1)];
        return serials.Count > SerialLimit
            ? TooMany.Within("getPuntoServicioPorContadorReturn")
            : Answer.Of(reply => reply.Record("getPuntoServicioPorContadorReturn", result => result
                .Record("puntosServicioContadorDTO", list =>
                    list.Records("PuntosServicioContadorDTO", serials, WriteEntry))
                .Record("resultado", Outcome.Ok.Write)));
    }

    private void WriteEntry(RecordWriter entry, string serial)
    {
        entry.Value("numSerieContador", serial);
        Meter? meter = meters.Find(serial)?.Meter;
        if (meter is not null)
        {
            entry.Record("puntoServicioDTO", list =>
                list.Records("PuntoServicioDTO", [meter.ServicePoint], WritePoint));
        }

        entry.Value("codigoResultado", meter is null ? NotFound : Found);
    }

    private void WritePoint(RecordWriter point, int id)
    {
        Contract? contract = books.ContractAt(id);
        point.Value("id", id);
        if (contract is not null)
        {
            point
                .Record("direccionPS", address => address
                    .Value("dirTexto", books.AddressOf(contract))
                    .Value("poblacion", books.AreaName(contract.ServiceArea))
                    .Value("codigoPostal", books.HolderOf(contract).PostalCode))
                .Value("codigoExplotacion", contract.ServiceArea)
                .Value("descExplotacion", books.AreaName(contract.ServiceArea))
                .Value("codigoZona", contract.Zone);
        }

        point
            .Value("estadoPuntoServicio", contract is null ? "SIN CONTRATO" : "CONTRATADO")
            .Value("snCortadoPorDeuda", "N")
            .Record("observaciones", static _ => { })
            .Record("contratos", list =>
                list.Records("ContratoAcometidaDTO", contract is null ? [] : new[] { contract }, WriteContract))
            .Record("contadores", list => list.Records("ContadoresDTO", books.MetersAt(id).Reverse(), WriteMeter))
            .Record("lecturas", list => list.Records(
                "LecturasDTO", contract is null ? [] : books.ReadingsOf(contract).Take(ReadingLimit),
                (reading, read) => WriteReading(reading, contract!, read)))
            .Record("ordenes", static _ => { });
    }

    private void WriteContract(RecordWriter record, Contract contract) => record
        .Value("cnttnum", contract.Number)
        .Value("nombre", books.HolderOf(contract).FullName)
        .Value("dirtexto", books.AddressOf(contract))
        .Value("cnttestadoId", contract.State)
        .Value("cnttestado", contract.Until is null ? "ACTIVO" : "BAJA")
        .Value("fechaAltaPoliza", LegacyCalendar.Text(contract.Since))
        .Value("fechaBajaPoliza", LegacyCalendar.Text(contract.Until))
        .Value("idUso", contract.Use)
        .Value("descUso", contract.Use == 1 ? "DOMESTICO" : "NO DOMESTICO");

    private void WriteMeter(RecordWriter record, Meter meter)
    {
        MeterCard card = meters.CardOf(meter);
        record
            .Value("id", meter.Id)
            .Value("marca", card.Make)
            .Value("modelo", card.Model)
            .Value("calibre", card.CalibreMm)
            .Value("numeroSerie", card.SerialNumber)
            .Value("fechaInstalacionContador", LegacyCalendar.Text(meter.Installed))
            .Value("fechaBajaContador", LegacyCalendar.Text(meter.Removed))
            .Value("contEstadoId", card.State)
            .Value("estadoContador", card.StateName)
            .Value("annoFabricacion", card.MadeIn)
            .Value("snTelelectura", meter.Telemetered ? "S" : "N");
    }

    private static void WriteReading(RecordWriter record, Contract contract, Reading reading) => record
        .Value("periodo", reading.Period is { } period ? LegacyCalendar.Period(period) : null)
        .Value("contrato", contract.Number)
        .Value("fechaLectura", LegacyCalendar.Text(reading.At))
        .Value("lectura", reading.Dial)
        .Value("consumo", reading.Consumption)
        .Value("origen", reading.Origin)
        .Value("observacion", reading.Remark.Length == 0 ? null : reading.Remark);
}
