namespace Strangler.Core.Expressions;

/// <summary>Calls of the language's functions, with what each asks of its arguments.</summary>
internal sealed class FormulaCalls(FormulaErrors errors, FormulaBuilder build)
{
    private const int HighestConcept = 9_999;

    public FormulaPart Build(FormulaToken name, IReadOnlyList<FormulaPart> arguments)
    {
        (int least, int most) = name.Text switch
        {
            "min" or "max" => (2, FormulaParser.MostNodes),
            "if" => (3, 3),
            "round" or "price" => (2, 2),
            _ => (1, 1),
        };
        FormulaNode? made = null;
        if (!FormulaNames.Functions.Contains(name.Text))
        {
            errors.Add(name.At,
                $"There is no function {name.Text}.{NearestName.Hint(name.Text, FormulaNames.Functions)}");
        }
        else if (arguments.Count < least || arguments.Count > most)
        {
            errors.Add(name.At, $"{name.Text} takes {Wanted(name.Text)}, not {arguments.Count} arguments.");
        }
        else
        {
            made = name.Text is "min" or "max"
                ? arguments.Skip(1)
                    .Aggregate(arguments[0], (left, right) => build.Arithmetic(name.Text, left, right)).Node
                : Made(name, arguments);
        }

        return made is null or FormulaNode.Arithmetic ? new FormulaPart(made, name.At) : build.Made(name.At, made);
    }

    private static string Wanted(string function) => function switch
    {
        "min" or "max" => "two numbers or more",
        "if" => "a condition and two values",
        "round" => "a number and its places",
        "price" => "a concept and a quantity",
        "amount" => "a concept",
        "service" or "programme" => "a name in quotes",
        _ => "one number",
    };

    private FormulaNode? Made(FormulaToken name, IReadOnlyList<FormulaPart> arguments) => name.Text switch
    {
        "if" => If(arguments),
        "round" => Round(arguments),
        "floor" or "ceiling" => Number(arguments[0], name.Text) is { } operand
            ? new FormulaNode.Whole(name.Text == "ceiling", operand) : null,
        "amount" => Concept(arguments[0], name.Text) is { } concept ? new FormulaNode.Amount(concept) : null,
        "price" => Price(arguments),
        "service" => Service(arguments[0]),
        _ => Name(arguments[0], name.Text) is { } programme ? new FormulaNode.Programme(programme) : null,
    };

    private FormulaNode.If? If(IReadOnlyList<FormulaPart> arguments)
    {
        FormulaNode? condition = build.Typed(arguments[0], FormulaType.Truth, "The condition of if");
        FormulaNode? then = arguments[1].Node;
        FormulaNode? otherwise = then is null
            ? arguments[2].Node : build.Typed(arguments[2], then.Type, "The last value of if");
        return condition is null || then is null || otherwise is null
            ? null : new FormulaNode.If(condition, then, otherwise);
    }

    private FormulaNode.Round? Round(IReadOnlyList<FormulaPart> arguments)
    {
        FormulaNode? operand = Number(arguments[0], "round");
        int? places = Whole(arguments[1], 0, FormulaNode.Round.MostPlaces, "The places of round");
        return operand is null || places is null ? null : new FormulaNode.Round(operand, places.Value);
    }

    private FormulaNode.Price? Price(IReadOnlyList<FormulaPart> arguments)
    {
        int? concept = Concept(arguments[0], "price");
        FormulaNode? quantity = Number(arguments[1], "price");
        return concept is null || quantity is null ? null : new FormulaNode.Price(concept.Value, quantity);
    }

    private FormulaNode.Service? Service(FormulaPart part)
    {
        if (Name(part, "service") is not { } name)
        {
            return null;
        }

        if (FormulaNames.Services.TryGetValue(name, out Rating.ServiceFlags flag))
        {
            return new FormulaNode.Service(flag);
        }

        string known = string.Join(", ", FormulaNames.Services.Keys);
        errors.Add(
            part.At,
            $"There is no service '{name}': it is one of {known}.{NearestName.Hint(name, FormulaNames.Services.Keys)}");
        return null;
    }

    private FormulaNode? Number(FormulaPart part, string function) =>
        build.Typed(part, FormulaType.Number, $"What {function} works on");

    private int? Concept(FormulaPart part, string function) =>
        Whole(part, 1, HighestConcept, $"The concept of {function}");

    /// <summary>Written out, not worked out: so it is known beforehand what a formula depends on.</summary>
    private int? Whole(FormulaPart part, int lowest, int highest, string what)
    {
        if (part.Node is FormulaNode.NumberLiteral { Value: var value } && value >= lowest && value <= highest
            && decimal.IsInteger(value))
        {
            return (int)value;
        }

        if (part.Node is not null)
        {
            errors.Add(part.At, $"{what} must be a whole number from {lowest} to {highest}, written out.");
        }

        return null;
    }

    private string? Name(FormulaPart part, string function)
    {
        if (part.Node is FormulaNode.TextLiteral { Value: { Length: > 0 } name })
        {
            return name;
        }

        if (part.Node is not null)
        {
            errors.Add(part.At, $"{function} takes a name in quotes.");
        }

        return null;
    }
}
