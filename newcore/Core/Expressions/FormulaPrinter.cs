using System.Globalization;

namespace Strangler.Core.Expressions;

/// <summary>Writes a tree as text, with brackets only where they are needed.</summary>
internal static class FormulaPrinter
{
    private const int Or = 1, And = 2, Not = 3, Comparing = 4, Sum = 5, Product = 6, Unary = 7, Primary = 8;

    public static string Print(FormulaNode node) => Print(node, Or);

    /// <param name="least">What binds less than this needs brackets.</param>
    private static string Print(FormulaNode node, int least)
    {
        int level = Level(node);
        string text = Bare(node, level);
        return level < least ? $"({text})" : text;
    }

    private static int Level(FormulaNode node) => node switch
    {
        FormulaNode.Logic logic => logic.IsAnd ? And : Or,
        FormulaNode.Not => Not,
        FormulaNode.Compare => Comparing,
        FormulaNode.Negate => Unary,
        FormulaNode.Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Subtract } => Sum,
        FormulaNode.Arithmetic { Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide } => Product,
        _ => Primary,
    };

    private static string Bare(FormulaNode node, int level) => node switch
    {
        FormulaNode.NumberLiteral literal => literal.Value.ToString(CultureInfo.InvariantCulture),
        FormulaNode.TruthLiteral literal => literal.Value ? "true" : "false",
        FormulaNode.TextLiteral literal => Quoted(literal.Value),
        FormulaNode.NumberName named => FormulaNames.Of(named.Name),
        FormulaNode.TextName named => FormulaNames.Of(named.Name),
        FormulaNode.Negate negate => $"-{Print(negate.Operand, Unary)}",
        FormulaNode.Not not => $"not {Print(not.Operand, Not)}",
        FormulaNode.Logic logic =>
            $"{Print(logic.Left, level)} {(logic.IsAnd ? "and" : "or")} {Print(logic.Right, level + 1)}",
        FormulaNode.Compare compare =>
            $"{Print(compare.Left, Sum)} {FormulaNames.Of(compare.Operator)} {Print(compare.Right, Sum)}",
        FormulaNode.Arithmetic { Operator: ArithmeticOperator.Min or ArithmeticOperator.Max } several =>
            $"{FormulaNames.Of(several.Operator)}({string.Join(", ", Several(several).Select(inner => Print(inner)))})",
        FormulaNode.Arithmetic two =>
            $"{Print(two.Left, level)} {FormulaNames.Of(two.Operator)} {Print(two.Right, level + 1)}",
        _ => Call(node),
    };

    private static string Call(FormulaNode node) => node switch
    {
        FormulaNode.If choice => $"if({Print(choice.Condition)}, {Print(choice.Then)}, {Print(choice.Else)})",
        FormulaNode.Round round => $"round({Print(round.Operand)}, {round.Places})",
        FormulaNode.Whole whole => $"{(whole.Up ? "ceiling" : "floor")}({Print(whole.Operand)})",
        FormulaNode.Amount amount => $"amount({amount.Concept})",
        FormulaNode.Price price => $"price({price.Concept}, {Print(price.Quantity)})",
        FormulaNode.Service service => $"service({Quoted(FormulaNames.Of(service.Flag))})",
        FormulaNode.Programme programme => $"programme({Quoted(programme.Name)})",
        _ => throw new ArgumentException($"No text for {node.GetType().Name}."),
    };

    /// <summary>min(a, b, c) is kept as min(min(a, b), c).</summary>
    private static IEnumerable<FormulaNode> Several(FormulaNode.Arithmetic node) =>
        (node.Left is FormulaNode.Arithmetic inner && inner.Operator == node.Operator ? Several(inner) : [node.Left])
        .Append(node.Right);

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
