using System.Collections.Frozen;

namespace Strangler.AquaCis.Translation;

/// <summary>
/// Types whose lists have no order that means anything: a person's contracts with what they owe, remarks, and settings
/// with a name of their own. Every other list counts as ordered: consumers take the first invoice as the newest, and
/// show catalogues as they come.
/// </summary>
public static class UnorderedItems
{
    private static readonly FrozenSet<string> Types =
        new[] { "contratoDeudaDTO", "mensaje", "avisoDTO", "mensajeError", "Variable", "VariableDTO", "Corrector" }
            .ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Types;

    /// <param name="type">Name of the items' type on the wire.</param>
    public static bool Contains(string? type) => type is not null && Types.Contains(type);
}
