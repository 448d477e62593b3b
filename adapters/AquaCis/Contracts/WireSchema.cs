namespace Strangler.AquaCis.Contracts;

/// <summary>One namespace of a service: its global elements and named types, in published order.</summary>
/// <param name="Prefix">What our definition files call the namespace.</param>
/// <param name="DeclaresForm">
/// Whether the published schema says "unqualified" aloud; leaving it out means the same.
/// </param>
/// <param name="Version">The published version attribute, if any.</param>
/// <param name="Imports">Namespaces it imports.</param>
public sealed record WireSchema(
    string Prefix, string Namespace, bool DeclaresForm, string? Version, IReadOnlyList<string> Imports,
    IReadOnlyList<WireElement> Elements, IReadOnlyList<WireType> Types);
