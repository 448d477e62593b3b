using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Readings;

/// <summary>The customer office's places: one country, one state, the service areas as its towns.</summary>
internal sealed class ReadingsGeography(LegacyBooks books)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Readings, "getPaises", _ => List(
            "getPaisesReturn", "Pais", [(Geography.CountryId, Geography.Country)]))
        .On(ServicePaths.Readings, "getComunidadesDePais", body => List(
            "getComunidadesDePaisReturn", "Comunidad", States(body.Number("idPais") == Geography.CountryId)))
        .On(ServicePaths.Readings, "getProvincia", body => List(
            "getProvinciaReturn", "Provincia", States(body.Number("idPais") == Geography.CountryId)))
        .On(ServicePaths.Readings, "getProvinciasDeComunidad", body => List(
            "getProvinciasDeComunidadReturn", "Provincia", States(body.Number("idComunidad") == Geography.StateId)))
        .On(ServicePaths.Readings, "getPoblacionesDeProvincia", body => List(
            "getPoblacionesDeProvinciaReturn", "Poblacion", Towns(body.Number("idProvincia") == Geography.StateId)))
        .On(ServicePaths.Readings, "getLocalidadesDePoblacion", body => List(
            "getLocalidadesDePoblacionReturn", "Localidad",
            Towns(true).Where(town => town.Id == body.Number("idPoblacion"))))
        .On(ServicePaths.Readings, "getIdiomaExplotacion", Language);

    private Answer Language(WireRecord body) => Answer.Of(reply => reply.Value(
        "getIdiomaExplotacionReturn", Towns(true).Any(town => town.Id == body.Number("explotacion")) ? "es" : null));

    private static (int Id, string Name)[] States(bool asked) => asked ? [(Geography.StateId, Geography.State)] : [];

    private IEnumerable<(int Id, string Name)> Towns(bool asked) =>
        asked ? books.ServiceAreas.OrderBy(area => area.Key).Select(area => ((int)area.Key, area.Value)) : [];

    private static Answer List(string returnElement, string item, IEnumerable<(int Id, string Name)> places) =>
        Answer.List(
            returnElement, item, places, (record, place) => record.Value("id", place.Id).Value("nombre", place.Name));
}
