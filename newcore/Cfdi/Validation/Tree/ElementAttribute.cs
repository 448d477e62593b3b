namespace Strangler.Cfdi.Validation.Tree;

/// <param name="Value">Without spaces at the ends, and one where there were several: what is sealed and judged.</param>
/// <param name="Raw">As it was written.</param>
/// <param name="Qualified">It has a prefix, as <c>xsi:schemaLocation</c>.</param>
internal readonly record struct ElementAttribute(string Name, string Value, string Raw, bool Qualified);
