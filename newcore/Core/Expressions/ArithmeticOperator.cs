namespace Strangler.Core.Expressions;

public enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Min,
    Max,
}
