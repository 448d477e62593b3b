using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Translation.Debts;

/// <summary>
/// How a query went, said in the reply itself. Recorded are 0/OK and -501; the other codes are those of the stand-in,
/// until AquaCIS's own are known.
/// </summary>
internal sealed record DebtOutcome(int Code, string Description)
{
    public static readonly DebtOutcome Ok = new(0, "OK");
    public static readonly DebtOutcome ContractNotFound = new(-501, "Contrato no encontrado");
    public static readonly DebtOutcome NotTheHolder = new(-505, "El documento no corresponde al titular");
    public static readonly DebtOutcome UnknownIdentifier = new(-514, "Tipo de identificador no soportado");

    public static void Write(RecordWriter result, DebtOutcome outcome) =>
        result.Value("codigoError", outcome.Code).Value("descripcionError", outcome.Description);
}
