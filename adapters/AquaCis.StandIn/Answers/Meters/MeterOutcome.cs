using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.StandIn.Answers.Meters;

/// <summary>
/// How a call to the meter service went: it has a result record of its own shape, with texts for codes.
/// </summary>
internal sealed record MeterOutcome(string Code, string Description)
{
    public static readonly MeterOutcome Ok = new("0", "OK");
    public static readonly MeterOutcome MeterNotFound = new("404", "Contador no encontrado");
    public static readonly MeterOutcome ContractNotFound = new("-501", "Contrato no encontrado");
    public static readonly MeterOutcome SerialTaken = new("-520", "Numero de serie ya asignado a otro contador");
    public static readonly MeterOutcome NothingToChange = new("-507", "Faltan datos en la peticion");

    public void Write(RecordWriter result) => result
        .Records("mensajes", [this], static (message, outcome) => message
            .Value("codigoError", outcome.Code)
            .Value("descripcion", outcome.Description))
        .Value("resultado", this == Ok ? "OK" : "KO");
}
