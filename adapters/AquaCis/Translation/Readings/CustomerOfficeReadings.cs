using Strangler.AquaCis.Soap;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Readings;

/// <summary>
/// The customer office's consumption and readings, newest first. It finds no contract but in the service area asked
/// for.
/// </summary>
internal static class CustomerOfficeReadings
{
    private const string Service = "InterfazOficinaVirtualClientesWS";
    private const string Monthly = "MENSUAL";

    public static IEnumerable<NativeHandler> Handlers { get; } =
    [
        new(Service, "getConsumos", call => ConsumptionAsync(call, "getConsumosReturn")),
        new(Service, "getConsumosParaGraficas", call => ConsumptionAsync(call, "getConsumosParaGraficasReturn")),
        new(Service, "getLecturas", call => ReadingsAsync(call, "getLecturasReturn")),
        new(Service, "getLecturasParaGraficas", call => ReadingsAsync(call, "getLecturasParaGraficasReturn")),
    ];

    private static ValueTask<NativeOutcome> ConsumptionAsync(NativeCall call, string element) =>
        ContractReading.ReplyAsync(call, call.Contract("contrato"), (call, found) => call.ReplyList(
            element, "Consumo", InArea(call, found) is { } readings ? Billed(readings) : [], WriteConsumption));

    private static ValueTask<NativeOutcome> ReadingsAsync(NativeCall call, string element) =>
        ContractReading.ReplyAsync(call, call.Contract("contrato"), (call, found) => call.ReplyList(
            element, "Lectura", InArea(call, found) is { } readings ? WithOwn(readings) : [], WriteReading));

    private static IEnumerable<ReadingCycle> Billed(ContractReadings readings) =>
        ReadingCycle.Of(readings.Readings).Where(cycle => cycle.Period is not null);

    private static IEnumerable<ReadingCycle> WithOwn(ContractReadings readings) => ReadingCycle.Of(readings.Readings)
        .Concat(readings.SelfReadings.Select(ReadingCycle.Of))
        .OrderByDescending(cycle => cycle.ReadAt, StringComparer.Ordinal);

    private static ContractReadings? InArea(NativeCall call, ContractReadings? found) =>
        found?.Contract.Group.ServiceArea == call.Request.Number("explotacion") ? found : null;

    private static void WriteConsumption(RecordWriter record, ReadingCycle cycle) => record
        .Value("estimado", cycle.Estimated)
        .Value("año", cycle.Year)
        .Value("metrosCubicos", cycle.Consumption)
        .Value("periodicidad", Monthly)
        .Value("periodo", cycle.PeriodText)
        .Value("fechaLectura", cycle.ReadAt)
        .Record("consumos", cycle, static (list, cycle) => list.Records(
            "ElementoConsumo", cycle.Readings, static (item, reading) => item
                .Value("observacion", reading.Remark)
                .Value("origen", reading.Origin)
                .Value("tipo", reading.Kind)
                .Value("estimado", reading.Estimated)
                .Value("fecha", reading.At)
                .Value("m3", reading.Consumption)));

    private static void WriteReading(RecordWriter record, ReadingCycle cycle) => record
        .Value("año", cycle.Year)
        .Value("estimado", cycle.Estimated)
        .Value("metrosCubicos", cycle.Readings[0].Dials)
        .Value("periodicidad", Monthly)
        .Value("periodo", cycle.PeriodText)
        .Value("fechaLectura", cycle.ReadAt)
        .Record("lecturas", cycle, static (list, cycle) => list.Records(
            "ElementoLectura", cycle.Readings, static (item, reading) => item
                .Value("observacion", reading.Remark)
                .Value("origen", reading.Origin)
                .Value("tipo", reading.Kind)
                .Value("fecha", reading.At)
                .Value("m3", reading.Dials)));
}
