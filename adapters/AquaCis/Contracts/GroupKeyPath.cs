namespace Strangler.AquaCis.Contracts;

/// <summary>Where a key stands in an operation's request.</summary>
/// <param name="Path">Field names from the request's root; any of them may be a list.</param>
/// <param name="ConditionField">
/// A field beside the last one that says what that one holds; null where it always holds this kind.
/// </param>
/// <param name="ConditionValue">What it must say, in any letter case.</param>
public sealed record GroupKeyPath(
    GroupKeyKind Kind, IReadOnlyList<string> Path, string? ConditionField = null, string? ConditionValue = null)
{
    public override string ToString() => ConditionField is null
        ? $"{Kind} {string.Join('/', Path)}"
        : $"{Kind} {string.Join('/', Path)}[{ConditionField}={ConditionValue}]";
}
