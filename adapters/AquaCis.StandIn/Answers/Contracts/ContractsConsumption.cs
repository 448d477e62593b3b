using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>
/// The contracting service's readings, newest first. Its getConsumos shares a name and a namespace with the customer
/// office's, and nothing else (WIRE-FACTS 4).
/// </summary>
internal sealed class ContractsConsumption(LegacyBooks books)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Contracts, "getConsumos", Consumption)
        .On(ServicePaths.Contracts, "consultaHistoricoConsumoContrato", History);

    private Answer Consumption(WireRecord body)
    {
        Contract? contract = books.ContractIn(body, "numContrato");
        long? year = NumberIn(body, "ejercicio_str");
        long? period = NumberIn(body, "periodo_str");
        IEnumerable<Reading> asked = Billed(contract)
            .Where(reading => (year ?? reading.Year) == reading.Year && (period ?? reading.Period) == reading.Period)
            .Take((int)Math.Clamp(body.Number("numPer") ?? Page.Limit, 0, Page.Limit));
        return Answer.List(
            "getConsumosReturn", "HistoricoSuministroDTO", asked,
            (record, reading) => Write(record, contract!, reading));
    }

    private Answer History(WireRecord body)
    {
        if (books.ContractIn(body) is not { } contract)
        {
            return Outcome.ContractNotFound.Within("consultaHistoricoConsumoContratoReturn");
        }

        DateRange range = DateRange.In(body);
        IEnumerable<Reading> asked = Page.In(body).Of(
            Billed(contract).Where(reading => range.Contains(DateOnly.FromDateTime(reading.At.DateTime))));
        return Answer.Of(reply => reply.Record("consultaHistoricoConsumoContratoReturn", record => record
            .Record("resultado", Outcome.Ok.Write)
            .Record("consumos", list => list.Records(
                "HistoricoSuministroDTO", asked, (item, reading) => Write(item, contract, reading)))));
    }

    private IEnumerable<Reading> Billed(Contract? contract) => contract is null
        ? []
        : books.ReadingsOf(contract).Where(reading => reading.Period is not null);

    private static long? NumberIn(WireRecord body, string field) =>
        long.TryParse(body.Text(field), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;

    private void Write(RecordWriter record, Contract contract, Reading reading)
    {
        bool estimated = reading.Kind == 'E';
        record
            .Value("idCicloContrato", (reading.Year * 100) + reading.Period)
            .Value("idExplotacion", contract.ServiceArea)
            .Value("descExplotacion", books.AreaName(contract.ServiceArea))
            .Value("idPuntoServicio", contract.ServicePoint)
            .Value("numeroContrato", contract.Number)
            .Value("numeroCiclo", reading.Period)
            .Value("tipoCiclo", 1)
            .Value("estadoCicloContrato", 1)
            .Value("codigoZona", contract.Zone)
            .Value("año", reading.Year)
            .Value("idPeriodicidad", books.ZoneOf(contract)?.Periodicity)
            .Value("descPeriodicidad", "MENSUAL")
            .Value("periodo", reading.Period)
            .Value("cicloPeriodicoIncompleto", false)
            .Value("esfera", 1)
            .Value("idOrigen", reading.Origin)
            .Value("descOrigen", CycleReading.OriginName(reading.Origin))
            .Value("idObservacion", reading.Remark.Length == 0 ? null : reading.Remark)
            .Value("fechaLectura", reading.At)
            .Value("lectura", reading.Dial)
            .Value("consumo", reading.Consumption)
            .Value("contadorAveriado", false)
            .Value("ajuste", 0)
            .Value("descModoEstimacion", estimated ? "MEDIA" : null);
    }
}
