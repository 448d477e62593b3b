namespace Strangler.Core.Expressions;

public enum FormulaType
{
    Number,
    Truth,
    Text,
}
