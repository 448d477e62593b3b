using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>The customer office's streets and supply addresses.</summary>
internal sealed class ReadingsAddresses(LegacyBooks books)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Readings, "getDomicilio", One)
        .On(ServicePaths.Readings, "getDomiciliosContratados", Supplied)
        .On(ServicePaths.Readings, "getDomiciliosPendientesContratar", _ => Answer.List<Contract>(
            "getDomiciliosPendientesContratarReturn", "Domicilio", [], Write))
        .On(ServicePaths.Readings, "getCallesPorPatron", ByPattern);

    private Answer One(WireRecord body) => books.ContractInArea(body, "codContrato") is { } contract
        ? Answer.Of(reply => reply.Record("getDomicilioReturn", record => Write(record, contract)))
        : Answer.Of(static _ => { });

    private Answer Supplied(WireRecord body) => Answer.List(
        "getDomiciliosContratadosReturn", "Domicilio",
        Page.First.Of(Streets.ContractsIn(
            books, body.Number("explotacion"), body.Number("codCalle"), body.Number("numeroFinca"))),
        Write);

    private Answer ByPattern(WireRecord body) => Answer.List(
        "getCallesPorPatronReturn", "Calle",
        Streets.In(books, body.Number("idExplotacion"))
            .Where(street => Lookups.Matches(body.Text("patron"), Streets.NameOf(street.Zone))),
        (record, street) => WriteStreet(record, street.Id, Streets.NameOf(street.Zone)));

    private static void WriteStreet(RecordWriter record, int? id, string name) =>
        record.Value("id", id).Value("nombre", name).Value("tipoVia", Streets.Kind);

    private void Write(RecordWriter record, Contract contract) => record
        .Value("domicilioSuministro", books.AddressOf(contract))
        .Record("calle", street => WriteStreet(
            street, Streets.IdOf(books, contract), $"SN, COLONIA {contract.Zone}"))
        .Value("numeroFinca", 0)
        .Value("provincia", Geography.State)
        .Value("contrato", contract.Number)
        .Value("idExplotacion", contract.ServiceArea)
        .Value("localidad", books.AreaName(contract.ServiceArea));
}
