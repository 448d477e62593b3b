using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Translation;

/// <summary>
/// How a call went, said in the reply itself. Recorded are 0/OK and -501; other codes are those of the stand-in, until
/// AquaCIS's own are known.
/// </summary>
internal sealed record WireResult(int Code, string Description)
{
    public static readonly WireResult Ok = new(0, "OK");
    public static readonly WireResult ContractNotFound = new(-501, "Contrato no encontrado");

    public static readonly WireResult InvoiceNotFound = new(-502, "Factura no encontrada");

    public static void Write(RecordWriter record, WireResult result) =>
        record.Value("codigoError", result.Code).Value("descripcionError", result.Description);
}
