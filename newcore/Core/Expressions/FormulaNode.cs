namespace Strangler.Core.Expressions;

/// <summary>A node of a formula, with its type. Cases are nested here: literals, variables, operators, functions.</summary>
public abstract record FormulaNode(FormulaType Type);
