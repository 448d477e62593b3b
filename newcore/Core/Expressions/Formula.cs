namespace Strangler.Core.Expressions;

/// <summary>A condition or formula as an analyst wrote it, read and type-checked: see docs/tariffs.md.</summary>
/// <param name="Text">As written.</param>
/// <param name="Root">Its tree; bounded in size and depth, and without any way to loop or to call out.</param>
public sealed record Formula(string Text, FormulaNode Root)
{
    public FormulaType Type => Root.Type;

    /// <summary>All nodes, the root first.</summary>
    public IEnumerable<FormulaNode> Nodes() => Nodes(Root);

    public FormulaValue Evaluate(FormulaScope scope) => Root.Evaluate(scope);

    private static IEnumerable<FormulaNode> Nodes(FormulaNode node) => node.Children.SelectMany(Nodes).Prepend(node);
}
