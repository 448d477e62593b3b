namespace Strangler.AquaCis.Contracts;

/// <summary>A schema as read, its names not yet resolved.</summary>
internal sealed record SchemaDraft(
    string Prefix, string Namespace, bool DeclaresForm, string? Version, IReadOnlyList<string> Imports)
{
    public List<ComponentDraft> Components { get; } = [];
}
