using System.Globalization;
using Strangler.AquaCis.Extract;
using Strangler.AquaCis.Soap;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Readings;

/// <summary>
/// The contracting service's readings, newest first, and only those of a billing period. Its getConsumos shares a name
/// and a namespace with the customer office's, and nothing else (WIRE-FACTS 4).
/// </summary>
internal static class ContractingReadings
{
    private const string Service = "InterfazGenericaContratacionWS";
    private const string HistoryReturn = "consultaHistoricoConsumoContratoReturn";

    public static IEnumerable<NativeHandler> Handlers { get; } =
    [
        new(Service, "getConsumos", call => ContractReading.ReplyAsync(
            call, call.Contract("numContrato"), Consumption)),
        new(Service, "consultaHistoricoConsumoContrato", call => ContractReading.ReplyAsync(
            call, call.Contract("numeroContrato"), History)),
    ];

    private static NativeOutcome Consumption(NativeCall call, ContractReadings? found)
    {
        long? year = NumberIn(call.Request, "ejercicio_str");
        long? period = NumberIn(call.Request, "periodo_str");
        IEnumerable<KnownReading> asked = Billed(found)
            .Where(reading => (year ?? reading.Year) == reading.Year && (period ?? reading.Period) == reading.Period)
            .Take(WirePage.Size(call.Request.Number("numPer")));
        return call.ReplyList(
            "getConsumosReturn", "HistoricoSuministroDTO", asked,
            (record, reading) => Write(record, found!.Contract, reading));
    }

    private static NativeOutcome History(NativeCall call, ContractReadings? found)
    {
        if (found is null)
        {
            return call.Reply(WireResult.ContractNotFound, static (reply, result) => reply.Record(
                HistoryReturn, record => record.Record("resultado", result, WireResult.Write)));
        }

        DateOnly from = WireDay.In(call.Request, "fechaInicio") ?? DateOnly.MinValue;
        DateOnly until = WireDay.In(call.Request, "fechaFin") ?? DateOnly.MaxValue;
        IEnumerable<KnownReading> asked = WirePage.In(call.Request).Of(
            Billed(found).Where(reading => DayOf(reading) is var day && day >= from && day <= until));
        return call.Reply(asked, (reply, asked) => reply.Record(HistoryReturn, record => record
            .Record("resultado", WireResult.Ok, WireResult.Write)
            .Record("consumos", list => list.Records(
                "HistoricoSuministroDTO", asked, (item, reading) => Write(item, found.Contract, reading)))));
    }

    private static IEnumerable<KnownReading> Billed(ContractReadings? found) =>
        found?.Readings.Where(reading => reading.Period is not null) ?? [];

    private static DateOnly DayOf(KnownReading reading) =>
        DateOnly.FromDateTime(UtilityTime.Local(reading.At).DateTime);

    /// <summary>What is no number asks for nothing.</summary>
    private static long? NumberIn(WireRecord request, string field) =>
        long.TryParse(request.Text(field), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;

    private static void Write(RecordWriter record, SupplyContract contract, KnownReading reading) => record
        .Value("idCicloContrato", (reading.Year * 100) + reading.Period)
        .Value("idExplotacion", contract.Group.ServiceArea)
        .Value("descExplotacion", contract.ServiceAreaName)
        .Value("idPuntoServicio", contract.ServicePoint)
        .Value("numeroContrato", contract.Number.Value)
        .Value("numeroCiclo", reading.Period)
        .Value("tipoCiclo", 1)
        .Value("estadoCicloContrato", 1)
        .Value("codigoZona", contract.Group.Zone)
        .Value("año", reading.Year)
        .Value("idPeriodicidad", contract.BillingFrequency)
        .Value("descPeriodicidad", "MENSUAL")
        .Value("periodo", reading.Period)
        .Value("cicloPeriodicoIncompleto", false)
        .Value("esfera", 1)
        .Value("idOrigen", reading.Origin)
        .Value("descOrigen", ReadingWords.Origin(reading.Origin))
        .Value("idObservacion", reading.Remark)
        .Value("fechaLectura", UtilityTime.Local(reading.At))
        .Value("lectura", reading.Dials)
        .Value("consumo", reading.Consumption)
        .Value("contadorAveriado", false)
        .Value("ajuste", 0)
        .Value("descModoEstimacion", reading.Kind == ReadingWords.Estimated ? "MEDIA" : null);
}
