namespace Strangler.Core.Expressions;

/// <summary>
/// Reads a formula by recursive descent and checks its types as it goes. Whatever the text, it answers with a formula
/// or with errors; nothing in a formula can loop, or reach anything but the <see cref="FormulaScope"/>.
/// </summary>
public sealed class FormulaParser
{
    public const int LongestText = 2_000;
    public const int MostNodes = 500;

    /// <summary>Brackets, calls, minus and not within each other.</summary>
    public const int Deepest = 32;

    private readonly FormulaErrors _errors;
    private readonly FormulaBuilder _build;
    private readonly List<FormulaToken> _tokens;
    private int _next;
    private int _depth;

    private FormulaParser(string text)
    {
        _errors = new FormulaErrors(text);
        _build = new FormulaBuilder(_errors);
        _tokens = FormulaTokenizer.Tokens(text);
    }

    private FormulaToken Current => _tokens[_next];

    /// <param name="expected">What the formula must come to; null where anything will do.</param>
    public static FormulaReading Parse(string text, FormulaType? expected = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            return new FormulaReading.Refused(
                [new FormulaError(1, 1, $"A formula has at most {LongestText} characters, not {text.Length}.")]);
        }

        FormulaParser parser = new(text);
        FormulaPart root = parser.Whole(expected);
        return parser._errors.All is { Count: > 0 } errors
            ? new FormulaReading.Refused(errors)
            : new FormulaReading.Read(new Formula(text, root.Node!));
    }

    private FormulaPart Whole(FormulaType? expected)
    {
        FormulaPart root = Or();
        if (Current.Kind != FormulaTokenKind.End)
        {
            Stop(Current.Is(")") ? "This bracket closes nothing." : "An operator is missing before this.");
        }

        return expected is { } type ? root with { Node = _build.Typed(root, type, "The formula") } : root;
    }

    private FormulaPart Or() => Chain(And, part => _build.Logic(false, part.Left, part.Right), "or");

    private FormulaPart And() => Chain(Not, part => _build.Logic(true, part.Left, part.Right), "and");

    private FormulaPart Not()
    {
        if (!Current.Is("not"))
        {
            return Comparison();
        }

        int at = Take().At;
        return Deeper(at, () => _build.Not(at, Not()));
    }

    private FormulaPart Comparison()
    {
        FormulaPart left = Sum();
        if (!FormulaBuilder.Comparisons.TryGetValue(Current.Text, out ComparisonOperator sign)
            || Current.Kind != FormulaTokenKind.Symbol)
        {
            return left;
        }

        Take();
        FormulaPart right = Sum();
        if (Current.Kind == FormulaTokenKind.Symbol && FormulaBuilder.Comparisons.ContainsKey(Current.Text))
        {
            Stop("Comparisons do not follow each other: join them by and.");
        }

        return _build.Compare(sign, left, right);
    }

    private FormulaPart Sum() => Chain(
        Product, pair => _build.Arithmetic(pair.Sign, pair.Left, pair.Right), "+", "-");

    private FormulaPart Product() => Chain(
        Unary, pair => _build.Arithmetic(pair.Sign, pair.Left, pair.Right), "*", "/");

    private FormulaPart Unary()
    {
        if (!Current.Is("-"))
        {
            return Primary();
        }

        int at = Take().At;
        return Deeper(at, () => _build.Negate(at, Unary()));
    }

    private FormulaPart Primary()
    {
        FormulaToken token = Current;
        switch (token.Kind)
        {
            case FormulaTokenKind.Number:
                return _build.Number(Take());
            case FormulaTokenKind.Text:
                return _build.Text(Take());
            case FormulaTokenKind.Name when token.Text is not ("and" or "or"):
                Take();
                return Current.Is("(") ? Call(token) : _build.Name(token);
            case FormulaTokenKind.Symbol when token.Text == "(":
                Take();
                return Deeper(token.At, Bracket);
            default:
                Stop(token.Kind == FormulaTokenKind.End ? "Something is missing at the end."
                    : "A value is missing here.");
                return new FormulaPart(null, token.At);
        }
    }

    private FormulaPart Bracket()
    {
        FormulaPart inner = Or();
        Close();
        return inner;
    }

    private FormulaPart Call(FormulaToken name)
    {
        Take();
        List<FormulaPart> arguments = [];
        return Deeper(name.At, () =>
        {
            if (!Current.Is(")"))
            {
                arguments.Add(Or());
                while (Current.Is(","))
                {
                    Take();
                    arguments.Add(Or());
                }
            }

            Close();
            return _build.Call(name, arguments);
        });
    }

    private FormulaPart Chain(
        Func<FormulaPart> operand, Func<(string Sign, FormulaPart Left, FormulaPart Right), FormulaPart> join,
        params ReadOnlySpan<string> signs)
    {
        FormulaPart left = operand();
        while (Current.Kind is FormulaTokenKind.Symbol or FormulaTokenKind.Name && signs.Contains(Current.Text))
        {
            string sign = Take().Text;
            left = join((sign, left, operand()));
        }

        return left;
    }

    private FormulaPart Deeper(int at, Func<FormulaPart> read)
    {
        if (_depth == Deepest)
        {
            Stop($"A formula goes at most {Deepest} brackets deep.");
            return new FormulaPart(null, at);
        }

        _depth++;
        FormulaPart part = read();
        _depth--;
        return part;
    }

    private void Close()
    {
        if (Current.Is(")"))
        {
            Take();
        }
        else
        {
            Stop("A closing bracket is missing.");
        }
    }

    private FormulaToken Take() => Current.Kind is FormulaTokenKind.End or FormulaTokenKind.Wrong
        ? Current
        : _tokens[_next++];

    /// <summary>An error of form: nothing after it is looked at, so nothing follows from it.</summary>
    private void Stop(string message)
    {
        FormulaToken token = Current;
        _errors.Stop(token.At, token.Kind == FormulaTokenKind.Wrong ? token.Text : message);
        _next = _tokens.Count - 1;
    }
}
