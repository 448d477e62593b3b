using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>
/// How a question about invoices went, said in the reply itself. Recorded are 0/OK and -501; -502 is the stand-in's,
/// until AquaCIS's own is known.
/// </summary>
internal sealed record InvoiceOutcome(int Code, string Description)
{
    public static readonly InvoiceOutcome Ok = new(0, "OK");
    public static readonly InvoiceOutcome ContractNotFound = new(-501, "Contrato no encontrado");
    public static readonly InvoiceOutcome InvoiceNotFound = new(-502, "Factura no encontrada");

    public static void Write(RecordWriter result, InvoiceOutcome outcome) =>
        result.Value("codigoError", outcome.Code).Value("descripcionError", outcome.Description);

    /// <summary>A reply that holds nothing but its result record, in the named return element.</summary>
    public NativeOutcome In(string returnElement, NativeCall call) => call.Reply(
        (returnElement, Outcome: this),
        static (reply, said) => reply.Record(said.returnElement, said.Outcome, Write));

    /// <summary>A reply whose return holds a result record, and is otherwise absent.</summary>
    public NativeOutcome Within(string returnElement, NativeCall call) => call.Reply(
        (returnElement, Outcome: this),
        static (reply, said) => reply.Record(
            said.returnElement, said.Outcome,
            static (record, outcome) => record.Record("resultado", outcome, Write)));
}
