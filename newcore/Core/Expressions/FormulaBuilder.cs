using System.Collections.Frozen;
using System.Globalization;

namespace Strangler.Core.Expressions;

/// <summary>Makes nodes of parts, and says what does not fit together.</summary>
internal sealed class FormulaBuilder(FormulaErrors errors)
{
    public static readonly FrozenDictionary<string, ComparisonOperator> Comparisons =
        Enum.GetValues<ComparisonOperator>().ToFrozenDictionary(FormulaNames.Of, StringComparer.Ordinal);

    private int _nodes;

    public FormulaPart Number(FormulaToken token)
    {
        if (decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out decimal value))
        {
            return Made(token.At, new FormulaNode.NumberLiteral(value));
        }

        errors.Add(token.At, "This number is too large.");
        return new FormulaPart(null, token.At);
    }

    public FormulaPart Text(FormulaToken token) => Made(token.At, new FormulaNode.TextLiteral(token.Text));

    public FormulaPart Name(FormulaToken token)
    {
        string name = token.Text;
        if (name is "true" or "false")
        {
            return Made(token.At, new FormulaNode.TruthLiteral(name == "true"));
        }

        if (FormulaNames.Numbers.TryGetValue(name, out FormulaNumber number))
        {
            return Made(token.At, new FormulaNode.NumberName(number));
        }

        if (FormulaNames.Texts.TryGetValue(name, out FormulaText text))
        {
            return Made(token.At, new FormulaNode.TextName(text));
        }

        errors.Add(token.At, FormulaNames.Functions.Contains(name)
            ? $"{name} is a function: brackets are missing after it."
            : $"There is no {name} here.{NearestName.Hint(name, Known())}");
        return new FormulaPart(null, token.At);
    }

    public FormulaPart Negate(int at, FormulaPart operand) =>
        Typed(operand, FormulaType.Number, "What - stands before") is { } node
            ? Made(at, new FormulaNode.Negate(node)) : new FormulaPart(null, at);

    public FormulaPart Not(int at, FormulaPart operand) =>
        Typed(operand, FormulaType.Truth, "What not stands before") is { } node
            ? Made(at, new FormulaNode.Not(node)) : new FormulaPart(null, at);

    public FormulaPart Logic(bool and, FormulaPart left, FormulaPart right)
    {
        string sign = and ? "and" : "or";
        FormulaNode? first = Typed(left, FormulaType.Truth, $"The left of {sign}");
        FormulaNode? second = Typed(right, FormulaType.Truth, $"The right of {sign}");
        return first is null || second is null
            ? new FormulaPart(null, left.At) : Made(left.At, new FormulaNode.Logic(and, first, second));
    }

    public FormulaPart Arithmetic(string sign, FormulaPart left, FormulaPart right)
    {
        FormulaNode? first = Typed(left, FormulaType.Number, $"The left of {sign}");
        FormulaNode? second = Typed(right, FormulaType.Number, $"The right of {sign}");
        ArithmeticOperator meant = sign switch
        {
            "+" => ArithmeticOperator.Add,
            "-" => ArithmeticOperator.Subtract,
            "*" => ArithmeticOperator.Multiply,
            "/" => ArithmeticOperator.Divide,
            "min" => ArithmeticOperator.Min,
            _ => ArithmeticOperator.Max,
        };
        return first is null || second is null
            ? new FormulaPart(null, left.At) : Made(left.At, new FormulaNode.Arithmetic(meant, first, second));
    }

    public FormulaPart Compare(ComparisonOperator sign, FormulaPart left, FormulaPart right)
    {
        if (left.Node is not { } first || right.Node is not { } second)
        {
            return new FormulaPart(null, left.At);
        }

        string? wrong = (first.Type, second.Type) switch
        {
            var (one, other) when one != other =>
                $"A {FormulaNames.Of(one)} is compared with a {FormulaNames.Of(other)}.",
            (not FormulaType.Number, _) when sign is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) =>
                $"A {FormulaNames.Of(first.Type)} is only equal or not equal: it has no {FormulaNames.Of(sign)}.",
            _ => WrongUse(first, second) ?? WrongUse(second, first),
        };
        if (wrong is null)
        {
            return Made(left.At, new FormulaNode.Compare(sign, first, second));
        }

        errors.Add(right.At, wrong);
        return new FormulaPart(null, left.At);
    }

    public FormulaPart Call(FormulaToken name, IReadOnlyList<FormulaPart> arguments) =>
        new FormulaCalls(errors, this).Build(name, arguments);

    /// <summary>The part's node where it has this type; else the error is reported.</summary>
    public FormulaNode? Typed(FormulaPart part, FormulaType type, string what)
    {
        if (part.Node is null || part.Node.Type == type)
        {
            return part.Node;
        }

        errors.Add(part.At, $"{what} must be a {FormulaNames.Of(type)}, not a {FormulaNames.Of(part.Node.Type)}.");
        return null;
    }

    public FormulaPart Made(int at, FormulaNode node)
    {
        if (++_nodes > FormulaParser.MostNodes)
        {
            errors.Stop(at, $"A formula has at most {FormulaParser.MostNodes} parts.");
        }

        return new FormulaPart(node, at);
    }

    private static string? WrongUse(FormulaNode named, FormulaNode value) =>
        named is FormulaNode.TextName { Name: FormulaText.Use } && value is FormulaNode.TextLiteral { Value: var use }
            && !FormulaNames.Uses.Contains(use)
            ? $"There is no use '{use}': it is one of {string.Join(", ", FormulaNames.Uses)}."
                + NearestName.Hint(use, FormulaNames.Uses)
            : null;

    private static IEnumerable<string> Known() =>
        [.. FormulaNames.Numbers.Keys, .. FormulaNames.Texts.Keys, .. FormulaNames.Functions, .. FormulaNames.Keywords];
}
