namespace Strangler.Core.Expressions;

internal enum FormulaTokenKind
{
    Number,
    Text,
    Name,
    Symbol,

    /// <summary>What cannot be part of a formula; its text is the message.</summary>
    Wrong,
    End,
}
