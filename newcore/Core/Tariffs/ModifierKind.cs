namespace Strangler.Core.Tariffs;

public enum ModifierKind
{
    /// <summary>A share of the counted lines, negative for a discount.</summary>
    Percentage,

    /// <summary>An amount, negative for a discount, which never takes the counted lines below zero.</summary>
    Fixed,

    /// <summary>Tops the counted lines up to this amount.</summary>
    MinimumCommitment,

    /// <summary>Takes off what the counted lines are above this amount.</summary>
    SpendingCap,
}
