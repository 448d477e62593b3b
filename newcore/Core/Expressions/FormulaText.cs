namespace Strangler.Core.Expressions;

/// <summary>The texts a formula may name.</summary>
public enum FormulaText
{
    /// <summary>Of the plan: domestic, commercial...</summary>
    Use,

    /// <summary>The billing zone: <c>1/M08</c>.</summary>
    Zone,

    /// <summary>The plan's code.</summary>
    Plan,
}
