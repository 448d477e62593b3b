using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>Work orders: created, visited, resolved, and refused by both kinds of fault.</summary>
internal static class WorkOrderCalls
{
    private const string Service = "InterfazGenericaOrdenesServicioWS";
    private const string Noon = "2026-02-11T12:00:00.000-06:00";

    public static IEnumerable<PlannedCall> About(StackSubjects subjects) =>
        [.. Orders(subjects.Written), .. Catalogues, .. Faults(subjects.Written)];

    private static PlannedCall[] Catalogues =>
    [
        new PlannedCall(Service, "getCalibres", $$"""{"idioma":"es","fechaDesde":"{{Noon}}"}"""),
        new PlannedCall(Service, "getMarcasYModelos", $$"""{"idioma":"es","fechaDesde":"{{Noon}}"}"""),
        new PlannedCall(Service, "getDocumentoOrdenTrabajo", """{"ordenes":{"orden":[]}}"""),
    ];

    private static PlannedCall[] Orders(SampleContract contract) =>
    [
        Create($"{contract.ServicePoint}").GivesLike("", "O[0-9]{7}"),
        new PlannedCall(Service, "informarVisita", $$"""
            {"id":"1","codOrden":"O0000001","fechaVisita":"{{Noon}}","resultado":true,"idOperario":"7",
             "nombreOperario":"Íñigo","cifContratista":null,"nombreContratista":null,"codIncidencia":1,
             "descIncidencia":null,"observaciones":"ninguna"}
            """).WithToken(),
        new PlannedCall(Service, "resolveOT", $$"""
            {"otResolution":{"otResolutionData":{"operationalSiteID":"0008","installationID":"1","otClass":1,
             "endDateOt":"{{Noon}}","endLastTaskOt":"{{Noon}}","transmitterInstalled":false},
             "otResolutionElements":[{{Element}}]} }
            """).WithToken().GivesLike("", "true|false"),
    ];

    /// <summary>One undeclared fault, as recorded, and one declared fault with its detail.</summary>
    private static PlannedCall[] Faults(SampleContract contract) =>
    [
        Create("null").Faults("java\\.lang\\.NullPointerException").GivesLike("code", "(soap:)?Server"),
        Refresh("null", contract).Faults("Parametro explotacion no informado")
            .GivesLike("detail.ServiceFault.message", ".*explotacion.*"),
    ];

    /// <summary>All that the schema demands: a stack that generates from it sends nothing less.</summary>
    private static string Element => """
        {"installedOrRetired":true,"meterDial":1,"manufacturedYear":2020,"installationDate":null,"key":null,
         "batteryRow":null,"batteryColumn":null,"dateReading":null,"readingRegister":null,"valveRetention":null}
        """;

    private static PlannedCall Create(string servicePoint) => new(Service, "crearOrdenTrabajo", $$"""
        {"idioma":"es","ordenTrabajo":{"tipoOrden":6,"motivoOrden":41,"fechaCreacionOrden":"{{Noon}}",
         "numContrato":null,"idPtoServicio":{{servicePoint}},"fechaEstimdaFin":"{{Noon}}",
         "observaciones":"fuga en la caña","anyoExpediente":null,"instalaValvulaPaso":false},"enCurso":false}
        """);

    private static PlannedCall Refresh(string site, SampleContract contract) => new(Service, "refreshData", $$"""
        {"otRequest":{"operationalSiteID":{{site}},"installationID":"{{contract.ServicePoint}}",
         "systemOrigin":"AQUACIS","otClassID":1,"otOriginID":"O0000001"} }
        """);
}
