using Strangler.Core.Rating;

namespace Strangler.Core.Expressions;

public abstract partial record FormulaNode
{
    /// <summary>Only the branch that is chosen is worked out.</summary>
    public sealed record If(FormulaNode Condition, FormulaNode Then, FormulaNode Else) : FormulaNode(Then.Type)
    {
        public override IReadOnlyList<FormulaNode> Children => [Condition, Then, Else];

        public override FormulaValue Evaluate(FormulaScope scope)
        {
            FormulaValue condition = Condition.Evaluate(scope);
            return condition.Failed ? condition : (condition.Truth ? Then : Else).Evaluate(scope);
        }
    }

    /// <summary>Half away from zero.</summary>
    public sealed record Round(FormulaNode Operand, int Places) : FormulaNode(FormulaType.Number)
    {
        public const int MostPlaces = 10;

        public override IReadOnlyList<FormulaNode> Children => [Operand];

        public override FormulaValue Evaluate(FormulaScope scope)
        {
            FormulaValue value = Operand.Evaluate(scope);
            return value.Failed
                ? value
                : FormulaValue.Of(decimal.Round(value.Number, Places, MidpointRounding.AwayFromZero));
        }
    }

    /// <summary>To the whole number below (or, for ceiling, above).</summary>
    public sealed record Whole(bool Up, FormulaNode Operand) : FormulaNode(FormulaType.Number)
    {
        public override IReadOnlyList<FormulaNode> Children => [Operand];

        public override FormulaValue Evaluate(FormulaScope scope)
        {
            FormulaValue value = Operand.Evaluate(scope);
            return value.Failed
                ? value
                : FormulaValue.Of(Up ? decimal.Ceiling(value.Number) : decimal.Floor(value.Number));
        }
    }

    /// <summary>What this bill's lines of a concept come to so far, in pesos without tax.</summary>
    public sealed record Amount(int Concept) : FormulaNode(FormulaType.Number)
    {
        public override FormulaValue Evaluate(FormulaScope scope) => FormulaValue.Of(scope.Amount(Concept));
    }

    /// <summary>The unrounded price, for one unit served, of a concept's table or blocks at a quantity.</summary>
    public sealed record Price(int Concept, FormulaNode Quantity) : FormulaNode(FormulaType.Number)
    {
        public override IReadOnlyList<FormulaNode> Children => [Quantity];

        public override FormulaValue Evaluate(FormulaScope scope)
        {
            FormulaValue quantity = Quantity.Evaluate(scope);
            if (quantity.Failed)
            {
                return quantity;
            }

            return scope.Price(Concept, quantity.Number) is { } price
                ? FormulaValue.Of(price)
                : FormulaValue.Fail(FormulaFailure.NoPrice);
        }
    }

    public sealed record Service(ServiceFlags Flag) : FormulaNode(FormulaType.Truth)
    {
        public override FormulaValue Evaluate(FormulaScope scope) => FormulaValue.Of(scope.Has(Flag));
    }

    public sealed record Programme(string Name) : FormulaNode(FormulaType.Truth)
    {
        public override FormulaValue Evaluate(FormulaScope scope) => FormulaValue.Of(scope.IsIn(Name));
    }
}
