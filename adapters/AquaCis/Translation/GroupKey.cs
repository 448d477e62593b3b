using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Translation;

/// <summary>A contract, payment reference, tax id or invoice that a request names.</summary>
/// <param name="Value">Without blanks around it; never empty.</param>
public readonly record struct GroupKey(GroupKeyKind Kind, string Value);
