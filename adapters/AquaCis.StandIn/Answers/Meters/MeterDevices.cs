using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Meters;

/// <summary>Single meters: found by serial number, corrected, and those a contract has had.</summary>
internal sealed class MeterDevices(LegacyBooks books, MeterFile meters)
{
    private const short FirstDial = 1;

    /// <summary>Meters are exchanged on visits; legacy keeps the hour in a field of its own.</summary>
    private const string ChangeHour = "10:00";

    public void Register(AnswerTable table) => table
        .On(ServicePaths.Meters, "getContador", Find)
        .On(ServicePaths.Meters, "actualizarContador", Update)
        .On(ServicePaths.Meters, "getCambiosContadorDeContrato", ChangesOfContract);

    private Answer Find(WireRecord body)
    {
        MeterCard? card = meters.Find(body.Text("serialNumber"));
        return Answer.Of(reply => reply.Record("return", result =>
        {
            if (card is not null)
            {
                result.Record("contador", meter => WriteMeter(meter, card));
            }

            result.Record("resultado", (card is null ? MeterOutcome.MeterNotFound : MeterOutcome.Ok).Write);
        }));
    }

    private static void WriteMeter(RecordWriter meter, MeterCard card) => meter
        .Value("anoFabricacion", card.MadeIn)
        .Value("averiado", "N")
        .Value("calibre", card.CalibreMm)
        .Value("esfera", FirstDial)
        .Value("estadoContador", card.State)
        .Value("fechaInstalacion", LegacyCalendar.Text(card.Meter.Installed))
        .Value("fechaRetirada", LegacyCalendar.Text(card.Meter.Removed))
        .Value("idContador", card.Meter.Id)
        .Value("idPuntoServicio", card.Meter.ServicePoint)
        .Value("marca", card.Make)
        .Value("modelo", card.Model)
        .Value("numeroSerie", card.SerialNumber)
        .Value("propiedadCliente", "N");

    private Answer Update(WireRecord body)
    {
        MeterOutcome outcome = Change(meters.Find(body.Text("serialNumber"))?.Meter, body.Record("contadorDTO"));
        return Answer.Of(reply => reply.Record("return", outcome.Write));
    }

    private MeterOutcome Change(Meter? meter, WireRecord? wanted)
    {
        if (meter is null)
        {
            return MeterOutcome.MeterNotFound;
        }

        if (wanted is null)
        {
            return MeterOutcome.NothingToChange;
        }

        string? serial = wanted.Text("numeroSerie");
        if (serial is not null && meters.IsTaken(serial, meter))
        {
            return MeterOutcome.SerialTaken;
        }

        meters.Change(
            meter, serial, wanted.Text("marca"), wanted.Text("modelo"), wanted.Number("calibre"),
            wanted.Number("anoFabricacion"));
        return MeterOutcome.Ok;
    }

    /// <summary>Every meter that followed another one; the newest change first.</summary>
    private Answer ChangesOfContract(WireRecord body)
    {
        Contract? contract = books.ContractIn(body, "idContrato");
        IReadOnlyList<Meter> hung = contract is null ? [] : books.MetersAt(contract.ServicePoint);
        return Answer.Of(reply => reply.Record("return", result => result
            .Records(
                "cambiosContador", hung.Skip(1).Reverse(), (change, meter) => WriteChange(change, contract!, meter))
            .Record("resultado", (contract is null ? MeterOutcome.ContractNotFound : MeterOutcome.Ok).Write)));
    }

    private void WriteChange(RecordWriter change, Contract contract, Meter meter) => change
        .Value("calibre", meters.CardOf(meter).CalibreMm)
        .Value("contador", meters.CardOf(meter).SerialNumber)
        .Value("contrato", contract.Number)
        .Value("direccionPuntoServicio", books.AddressOf(contract))
        .Value("externo", "N")
        .Value("fechaCambioContador", LegacyCalendar.StartOf(meter.Installed))
        .Value("fechaInstalContador", LegacyCalendar.StartOf(meter.Installed))
        .Value("horaCambioContador", ChangeHour)
        .Value("localidad", books.AreaName(contract.ServiceArea))
        .Value("zona", contract.Zone);
}
