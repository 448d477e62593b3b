namespace Strangler.Cfdi.Validation.Rules;

/// <summary>A row of the table of rules.</summary>
/// <param name="Place">Where a finding points to.</param>
/// <param name="Text">What a finding says; of an unchecked rule, why it is not checked.</param>
/// <param name="CheckedBy">The set of rules that checks it; null where nothing does.</param>
internal sealed record RuleEntry(string Code, string Place, string Text, string? CheckedBy);
