using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>
/// How a call went, said in the reply itself. Recorded are 0/OK and -501; the other codes are ours, for legacy's are
/// unknown.
/// </summary>
internal sealed record Outcome(int Code, string Description)
{
    public static readonly Outcome Ok = new(0, "OK");
    public static readonly Outcome ContractNotFound = new(-501, "Contrato no encontrado");
    public static readonly Outcome InvoiceNotFound = new(-502, "Factura no encontrada");
    public static readonly Outcome OrderNotFound = new(-503, "Orden no encontrada");
    public static readonly Outcome DocumentNotFound = new(-504, "Documento no encontrado");
    public static readonly Outcome NotTheHolder = new(-505, "El documento no corresponde al titular");
    public static readonly Outcome AlreadySupplied = new(-506, "El punto de servicio ya tiene contrato");
    public static readonly Outcome MissingArgument = new(-507, "Faltan datos en la peticion");

    public void Write(RecordWriter result) =>
        result.Value("codigoError", Code).Value("descripcionError", Description);

    /// <summary>A reply that holds nothing but its result record, in the named return element.</summary>
    public Answer In(string returnElement) => Answer.Of(reply => reply.Record(returnElement, Write));

    /// <summary>A reply whose return holds a result record, and is otherwise absent.</summary>
    public Answer Within(string returnElement) =>
        Answer.Of(reply => reply.Record(returnElement, record => record.Record("resultado", Write)));
}
