namespace Strangler.AquaCis.Soap;

/// <summary>
/// Where in the bytes an attribute stands; of a declaration, the prefix it declares is its local name.
/// </summary>
internal readonly record struct PlainAttribute(Range Name, Range LocalName, Range Value);
