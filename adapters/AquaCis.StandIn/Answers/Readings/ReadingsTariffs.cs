using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>The customer office's concepts and tariffs.</summary>
internal sealed class ReadingsTariffs(LegacyBooks books, TariffRecords tariffs)
{
    private const short Water = 1;

    public void Register(AnswerTable table) => table
        .On(ServicePaths.Readings, "getConceptos", Concepts)
        .On(ServicePaths.Readings, "getTarifasVigente", InForce)
        .On(ServicePaths.Readings, "getTarifaDeAguaPorContrato", WaterTariff)
        .On(ServicePaths.Readings, "getConceptoConTarifasDeContrato", OfContract);

    private Answer Concepts(WireRecord body) => Answer.List(
        "getConceptosReturn", "Concepto",
        books.Concepts
            .Where(concept => concept.ServiceArea == body.Number("explotacion"))
            .OrderBy(concept => concept.Order),
        (record, concept) => tariffs.WriteConcept(record, concept.ServiceArea, concept.Id));

    private Answer InForce(WireRecord body)
    {
        WireRecord? concept = body.Record("tipoConcepto");
        return Answer.List(
            "getTarifasVigenteReturn", "Tarifa",
            tariffs.InForce(concept?.Number("id1Short") ?? body.Number("explotacion"), concept?.Number("id2Short")),
            tariffs.WriteTariff);
    }

    private Answer WaterTariff(WireRecord body) =>
        books.ContractInArea(body) is { } contract && tariffs.InForce(contract, Water) is { } version
            ? Answer.Of(reply => reply.Record(
                "getTarifaDeAguaPorContratoReturn", record => tariffs.WriteTariffOf(record, version, contract)))
            : Answer.Of(static _ => { });

    private Answer OfContract(WireRecord body) => Answer.List(
        "getConceptoConTarifasDeContratoReturn", "ConceptoConTarifasFacturadas",
        books.ContractInArea(body) is { } contract ? tariffs.BilledTo(contract) : [], tariffs.WriteContracted);
}
