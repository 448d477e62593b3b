namespace Strangler.Cfdi.Documents;

/// <summary>Why something cannot become a fiscal document. What it was made of stays as it was, to be mended.</summary>
/// <param name="Rule">
/// The tax authority's code (CFDI40166, CRP20239); XSD where its schema says so; DOC-... where only we do.
/// </param>
/// <param name="Path">Where: <c>Conceptos/Concepto[2]/@Descripcion</c>.</param>
/// <param name="Message">For a person; names no person and no tax id.</param>
public sealed record DocumentRefusal(string Rule, string Path, string Message)
{
    public override string ToString() => $"{Rule} {Path}: {Message}";
}
