namespace Strangler.Core.Expressions;

/// <summary>Why a formula has no value for a bill; such a bill is parked.</summary>
public enum FormulaFailure
{
    None,
    DivisionByZero,

    /// <summary>A number beyond 28 digits.</summary>
    Overflow,

    /// <summary>price() of a concept or quantity that has none.</summary>
    NoPrice,
}
