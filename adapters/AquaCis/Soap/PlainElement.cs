namespace Strangler.AquaCis.Soap;

/// <summary>An open element: its name as written, and how many namespaces were declared outside it.</summary>
internal readonly record struct PlainElement(Range Name, int DeclaredOutside);
