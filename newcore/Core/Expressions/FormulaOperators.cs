namespace Strangler.Core.Expressions;

public abstract partial record FormulaNode
{
    public sealed record Negate(FormulaNode Operand) : FormulaNode(FormulaType.Number)
    {
        public override IReadOnlyList<FormulaNode> Children => [Operand];

        public override FormulaValue Evaluate(FormulaScope scope)
        {
            FormulaValue value = Operand.Evaluate(scope);
            return value.Failed ? value : FormulaValue.Of(-value.Number);
        }
    }

    public sealed record Not(FormulaNode Operand) : FormulaNode(FormulaType.Truth)
    {
        public override IReadOnlyList<FormulaNode> Children => [Operand];

        public override FormulaValue Evaluate(FormulaScope scope)
        {
            FormulaValue value = Operand.Evaluate(scope);
            return value.Failed ? value : FormulaValue.Of(!value.Truth);
        }
    }

    /// <summary>Two numbers make a number: + - * / and min, max.</summary>
    public sealed record Arithmetic(ArithmeticOperator Operator, FormulaNode Left, FormulaNode Right)
        : FormulaNode(FormulaType.Number)
    {
        public override IReadOnlyList<FormulaNode> Children => [Left, Right];

        public override FormulaValue Evaluate(FormulaScope scope)
        {
            FormulaValue left = Left.Evaluate(scope);
            if (left.Failed)
            {
                return left;
            }

            FormulaValue right = Right.Evaluate(scope);
            return right.Failed ? right : Apply(left.Number, right.Number);
        }

        private FormulaValue Apply(decimal left, decimal right)
        {
            if (Operator == ArithmeticOperator.Divide && right == 0)
            {
                return FormulaValue.Fail(FormulaFailure.DivisionByZero);
            }

            try
            {
                return FormulaValue.Of(Operator switch
                {
                    ArithmeticOperator.Add => left + right,
                    ArithmeticOperator.Subtract => left - right,
                    ArithmeticOperator.Multiply => left * right,
                    ArithmeticOperator.Divide => left / right,
                    ArithmeticOperator.Min => Math.Min(left, right),
                    _ => Math.Max(left, right),
                });
            }
            catch (OverflowException)
            {
                return FormulaValue.Fail(FormulaFailure.Overflow);
            }
        }
    }

    /// <summary>Both operands have the same type; only numbers have an order.</summary>
    public sealed record Compare(ComparisonOperator Operator, FormulaNode Left, FormulaNode Right)
        : FormulaNode(FormulaType.Truth)
    {
        public override IReadOnlyList<FormulaNode> Children => [Left, Right];

        public override FormulaValue Evaluate(FormulaScope scope)
        {
            FormulaValue left = Left.Evaluate(scope);
            FormulaValue right = left.Failed ? left : Right.Evaluate(scope);
            return right.Failed ? right : FormulaValue.Of(Holds(Order(left, right)));
        }

        private int Order(FormulaValue left, FormulaValue right) => Left.Type switch
        {
            FormulaType.Number => left.Number.CompareTo(right.Number),
            FormulaType.Truth => left.Truth.CompareTo(right.Truth),
            _ => string.CompareOrdinal(left.Text, right.Text),
        };

        private bool Holds(int order) => Operator switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>The right side is looked at only where the left one has not decided.</summary>
    public sealed record Logic(bool IsAnd, FormulaNode Left, FormulaNode Right) : FormulaNode(FormulaType.Truth)
    {
        public override IReadOnlyList<FormulaNode> Children => [Left, Right];

        public override FormulaValue Evaluate(FormulaScope scope)
        {
            FormulaValue left = Left.Evaluate(scope);
            return left.Failed || left.Truth != IsAnd ? left : Right.Evaluate(scope);
        }
    }
}
