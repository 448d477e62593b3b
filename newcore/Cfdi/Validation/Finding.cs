namespace Strangler.Cfdi.Validation;

/// <summary>Something that is wrong with a document, or was not checked.</summary>
/// <param name="Code">Of SAT's matrix, of a PAC (301 to 401), or our own (AQ-).</param>
/// <param name="Message">In Spanish, for the operator.</param>
/// <param name="Path">Such as <c>/Comprobante/Conceptos/Concepto[3]/@Importe</c>; local names, no prefixes.</param>
public sealed record Finding(string Code, string Message, string Path, Severity Severity)
{
    public override string ToString() => $"{Code} {Path}: {Message}";
}
