namespace Strangler.AquaCis.StandIn.Alterations;

/// <summary>One planted difference.</summary>
/// <param name="Path">From the response element, as the judge writes paths: <c>return/contratos[2]/importe</c>.</param>
/// <param name="With">For swap: the path of the other element; it stands in the same parent.</param>
/// <param name="Name">For add: the new element's name.</param>
/// <param name="Text">The new text, the error code, the fault's message, or the encoding's name.</param>
/// <param name="Declared">For encoding: what the Content-Type says; null for the truth.</param>
/// <param name="When">Only for requests in which a field says this, such as a contract number; null for all.</param>
/// <param name="Times">How many answers are still to be altered; null for all.</param>
internal sealed record Alteration(
    AlterationKind Kind, string Path, string With, string Name, string Text, string? Declared, string? When, int? Times)
{
    public const int TimesLimit = 1_000_000;
}
