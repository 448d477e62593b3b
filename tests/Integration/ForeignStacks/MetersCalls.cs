using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.ForeignStacks;

/// <summary>Meters and the service points they hang on.</summary>
internal static class MetersCalls
{
    private const string Service = "InterfazGenericaContadoresWS";

    public static IEnumerable<PlannedCall> About(StackSubjects subjects) =>
        [.. Reads(subjects.Read), .. Writes(subjects.Written)];

    private static PlannedCall[] Reads(SampleContract contract) =>
    [
        Meter(contract.SerialNumber).Gives("contador.numeroSerie", contract.SerialNumber)
            .Gives("contador.idPuntoServicio", contract.ServicePoint),
        new PlannedCall(Service, "getPuntoServicioPorContador", $$"""
            {"listaNumSerieContador":["{{contract.SerialNumber}}"],"usuario":"prueba","idioma":"es","opciones":null}
            """).Gives("resultado.codigoError", 0)
            .GivesMany("puntosServicioContadorDTO.PuntosServicioContadorDTO", 1)
            .Gives("puntosServicioContadorDTO.PuntosServicioContadorDTO.0.codigoResultado", 200)
            .Gives(
                "puntosServicioContadorDTO.PuntosServicioContadorDTO.0.puntoServicioDTO.PuntoServicioDTO.0.id",
                contract.ServicePoint),
        new PlannedCall(Service, "getCambiosContadorDeContrato", $$"""
            {"idContrato":{{contract.Number}},"idioma":"es"}
            """),
    ];

    private static PlannedCall[] Writes(SampleContract contract) =>
    [
        new PlannedCall(Service, "actualizarContador", $$"""
            {"serialNumber":"{{contract.SerialNumber}}","contadorDTO":{"marca":"Peñuelas","modelo":"M-1"} }
            """),
        Meter(contract.SerialNumber).Gives("contador.marca", "Peñuelas"),
    ];

    private static PlannedCall Meter(string serialNumber) =>
        new(Service, "getContador", $$"""{"serialNumber":"{{serialNumber}}"}""");
}
