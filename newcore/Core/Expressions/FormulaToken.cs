namespace Strangler.Core.Expressions;

/// <param name="Text">Of a text literal, what stands between its quotes.</param>
/// <param name="At">Where it begins, in characters from 0.</param>
internal readonly record struct FormulaToken(FormulaTokenKind Kind, string Text, int At)
{
    public bool Is(string symbol) =>
        Kind is FormulaTokenKind.Symbol or FormulaTokenKind.Name && Text == symbol;
}
