using System.Globalization;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Answers.Kept;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Contracts;

/// <summary>The contracting service's questions about contracts.</summary>
internal sealed class ContractsLookup(
    LegacyBooks books, MeterFile file, ContractRecords contracts, ContractDetailRecords details)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Contracts, "consultaDetalleContrato", Details)
        .On(ServicePaths.Contracts, "getContrato", One)
        .On(ServicePaths.Contracts, "getContratos", Search)
        .On(ServicePaths.Contracts, "getContratosByNumFactNumContrato", ByInvoice)
        .On(ServicePaths.Contracts, "esPSContratable", CanBeSupplied)
        .On(ServicePaths.Contracts, "getExplotacionesUsuario", ServiceAreas)
        .On(ServicePaths.Contracts, "getCierresByIdsContrato", Closures);

    private Answer Details(WireRecord body) => Answer.List(
        "consultaDetalleContratoReturn", "GenericoContratoDTO", body.Numbers("numeroContrato").Take(Page.Limit),
        (record, number) =>
        {
            if (books.FindContract(number) is { } contract)
            {
                details.Write(record, contract);
            }
            else
            {
                record.Record("resultado", Outcome.ContractNotFound.Write);
            }
        });

    private Answer One(WireRecord body) => books.ContractIn(body, "numContrato") is { } contract
        ? Answer.Of(reply => reply.Record("getContratoReturn", record => contracts.Write(record, contract)))
        : Answer.Of(static _ => { });

    /// <summary>Only by number: an extract knows no activities, and no search without a number was recorded.</summary>
    private Answer Search(WireRecord body)
    {
        Contract? contract = books.ContractIn(body);
        if (contract is null && body.Number("numeroContrato") is not null)
        {
            return Outcome.ContractNotFound.Within("getContratosReturn");
        }

        string[] states = [.. body.Record("estados")?.Texts("string") ?? []];
        Contract[] found = contract is not null
            && (body.Number("uso") ?? contract.Use) == contract.Use
            && (states.Length == 0 || states.Contains(contract.State.ToString(CultureInfo.InvariantCulture)))
            ? [contract]
            : [];
        return Answer.Of(reply => reply.Record("getContratosReturn", record => record
            .Record("contratos", list => list.Records("ContratoDTO", found, contracts.Write))
            .Record("resultado", Outcome.Ok.Write)));
    }

    private Answer ByInvoice(WireRecord body)
    {
        Invoice? invoice = body.Text("numFactura") is { } number ? books.FindInvoice(number.Trim()) : null;
        Contract? contract = invoice is null
            ? books.ContractIn(body, "numContrato")
            : books.FindContract(invoice.Contract);
        return contract is null
            ? Outcome.ContractNotFound.Within("getContratosByNumFactNumContratoReturn")
            : Answer.Of(reply => reply.Record("getContratosByNumFactNumContratoReturn", record => record
                .Record("resultado", Outcome.Ok.Write)
                .Value("numContrato", contract.Number)
                .Value("dosEsferas", false)));
    }

    /// <summary>A supply point is known here by its meters alone.</summary>
    private Answer CanBeSupplied(WireRecord body)
    {
        IEnumerable<WireRecord> meters =
            body.Record("puntoSum")?.Record("listaDeContadores")?.Records("ContratoContadorDTO") ?? [];
        bool supplied = meters.Take(Page.Limit).Any(meter => file.Find(meter.Text("numeroSerie")) is { } known
            && books.ContractAt(known.Meter.ServicePoint) is { Until: null });
        return (supplied ? Outcome.AlreadySupplied : Outcome.Ok).In("esPSContratableReturn");
    }

    private Answer ServiceAreas(WireRecord body) => Answer.Of(reply => reply.Record(
        "getExplotacionesUsuarioReturn",
        record => record.Record("resultado", Outcome.Ok.Write).Record("explotaciones", list => list.Records(
            "ExplotacionDTO", books.ServiceAreas.OrderBy(area => area.Key),
            (item, area) => item.Value("id", area.Key).Value("descripcion", area.Value)))));

    /// <summary>No supply of an extract is closed.</summary>
    private Answer Closures(WireRecord body) => books.AllNamed(body.Numbers("contrato")) is null
        ? Outcome.ContractNotFound.Within("return")
        : Answer.Of(reply => reply.Record("return", record => record
            .Record("resultado", Outcome.Ok.Write)
            .Record("cortes", static _ => { })));
}
