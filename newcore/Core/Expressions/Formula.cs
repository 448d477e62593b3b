namespace Strangler.Core.Expressions;

/// <summary>A condition or formula as an analyst wrote it, read and type-checked: see docs/tariffs.md.</summary>
/// <param name="Text">As written.</param>
/// <param name="Root">Its tree; bounded in size and depth, and without any way to loop or to call out.</param>
public sealed record Formula(string Text, FormulaNode Root);
