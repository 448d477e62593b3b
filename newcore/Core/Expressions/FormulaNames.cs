using System.Collections.Frozen;
using Strangler.Core.Rating;

namespace Strangler.Core.Expressions;

/// <summary>The words of the formula language.</summary>
internal static class FormulaNames
{
    public static readonly FrozenDictionary<string, FormulaNumber> Numbers =
        Enum.GetValues<FormulaNumber>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, FormulaText> Texts =
        Enum.GetValues<FormulaText>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, ServiceFlags> Services =
        Enum.GetValues<ServiceFlags>().Where(flag => flag != ServiceFlags.None)
            .ToFrozenDictionary(Of, StringComparer.Ordinal);

    public static readonly IReadOnlyList<string> Functions =
        ["min", "max", "round", "floor", "ceiling", "if", "amount", "price", "service", "programme"];

    public static readonly IReadOnlyList<string> Keywords = ["and", "or", "not", "true", "false"];

    /// <summary>What a plan's use may be.</summary>
    public static readonly IReadOnlyList<string> Uses =
        ["domestic", "commercial", "industrial", "government", "mixed", "charity", "agricultural"];

    public static string Of(FormulaNumber name) => Small($"{name}");

    public static string Of(FormulaText name) => Small($"{name}");

    public static string Of(ServiceFlags flag) => Small($"{flag}");

    public static string Of(FormulaType type) => Small($"{type}");

    public static string Of(ArithmeticOperator sign) => sign switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        ArithmeticOperator.Min => "min",
        _ => "max",
    };

    public static string Of(ComparisonOperator sign) => sign switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };

    /// <summary>The first letter small: perUnit.</summary>
    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
