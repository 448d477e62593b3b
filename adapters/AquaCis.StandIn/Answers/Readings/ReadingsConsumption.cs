using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>The customer office's consumption and readings, newest first.</summary>
internal sealed class ReadingsConsumption(LegacyBooks books, CustomerChanges customers)
{
    private const string Monthly = "MENSUAL";

    public void Register(AnswerTable table) => table
        .On(ServicePaths.Readings, "getConsumos", body => Consumption(body, "getConsumosReturn"))
        .On(ServicePaths.Readings, "getConsumosParaGraficas", body => Consumption(
            body, "getConsumosParaGraficasReturn"))
        .On(ServicePaths.Readings, "getLecturas", body => Readings(body, "getLecturasReturn"))
        .On(ServicePaths.Readings, "getLecturasParaGraficas", body => Readings(body, "getLecturasParaGraficasReturn"));

    private Answer Consumption(WireRecord body, string returnElement) => Answer.List(
        returnElement, "Consumo",
        CyclesOf(books.ContractInArea(body)).Where(cycle => cycle.Period is not null), WriteConsumption);

    private Answer Readings(WireRecord body, string returnElement)
    {
        Contract? contract = books.ContractInArea(body);
        IEnumerable<MeterCycle> own = contract is null ? [] : customers.SelfReadings(contract).Select(MeterCycle.Of);
        return Answer.List(
            returnElement, "Lectura",
            CyclesOf(contract).Concat(own).OrderByDescending(cycle => cycle.ReadAt, StringComparer.Ordinal),
            WriteReading);
    }

    private IEnumerable<MeterCycle> CyclesOf(Contract? contract) =>
        contract is null ? [] : MeterCycle.Of(books.ReadingsOf(contract));

    private static void WriteConsumption(RecordWriter record, MeterCycle cycle) => record
        .Value("estimado", cycle.Estimated)
        .Value("año", cycle.Year)
        .Value("metrosCubicos", cycle.Consumption)
        .Value("periodicidad", Monthly)
        .Value("periodo", cycle.PeriodText)
        .Value("fechaLectura", cycle.ReadAt)
        .Record("consumos", list => list.Records("ElementoConsumo", cycle.Readings, (item, reading) => item
            .Value("observacion", reading.Remark)
            .Value("origen", reading.Origin)
            .Value("tipo", reading.Kind)
            .Value("estimado", reading.Estimated)
            .Value("fecha", reading.At)
            .Value("m3", reading.Consumption)));

    private static void WriteReading(RecordWriter record, MeterCycle cycle) => record
        .Value("año", cycle.Year)
        .Value("estimado", cycle.Estimated)
        .Value("metrosCubicos", cycle.Readings[0].Dial)
        .Value("periodicidad", Monthly)
        .Value("periodo", cycle.PeriodText)
        .Value("fechaLectura", cycle.ReadAt)
        .Record("lecturas", list => list.Records("ElementoLectura", cycle.Readings, (item, reading) => item
            .Value("observacion", reading.Remark)
            .Value("origen", reading.Origin)
            .Value("tipo", reading.Kind)
            .Value("fecha", reading.At)
            .Value("m3", reading.Dial)));
}
