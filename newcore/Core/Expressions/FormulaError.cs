namespace Strangler.Core.Expressions;

/// <summary>What is wrong with a formula, and where: line and column count from 1.</summary>
public sealed record FormulaError(int Line, int Column, string Message)
{
    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}
