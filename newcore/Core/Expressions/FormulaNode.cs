namespace Strangler.Core.Expressions;

/// <summary>
/// A node of a formula, with its type. Cases are nested here: literals and names; operators and functions in the files
/// beside. Evaluating never throws: what cannot be worked out is a failed value.
/// </summary>
public abstract partial record FormulaNode(FormulaType Type)
{
    public virtual IReadOnlyList<FormulaNode> Children => [];

    public abstract FormulaValue Evaluate(FormulaScope scope);

    /// <summary>As it could be written; reading that again gives the same tree.</summary>
    public sealed override string ToString() => FormulaPrinter.Print(this);

    public sealed record NumberLiteral(decimal Value) : FormulaNode(FormulaType.Number)
    {
        public override FormulaValue Evaluate(FormulaScope scope) => FormulaValue.Of(Value);
    }

    public sealed record TruthLiteral(bool Value) : FormulaNode(FormulaType.Truth)
    {
        public override FormulaValue Evaluate(FormulaScope scope) => FormulaValue.Of(Value);
    }

    public sealed record TextLiteral(string Value) : FormulaNode(FormulaType.Text)
    {
        public override FormulaValue Evaluate(FormulaScope scope) => FormulaValue.Of(Value);
    }

    public sealed record NumberName(FormulaNumber Name) : FormulaNode(FormulaType.Number)
    {
        public override FormulaValue Evaluate(FormulaScope scope) => FormulaValue.Of(scope.Number(Name));
    }

    public sealed record TextName(FormulaText Name) : FormulaNode(FormulaType.Text)
    {
        public override FormulaValue Evaluate(FormulaScope scope) => FormulaValue.Of(scope.Text(Name));
    }
}
