using System.Text;

namespace Strangler.Core.Expressions;

/// <summary>
/// Cuts a text into numbers, texts, names and symbols; stops at the first thing that is none of them.
/// </summary>
internal sealed class FormulaTokenizer(string text)
{
    private int _at;

    public static List<FormulaToken> Tokens(string text)
    {
        FormulaTokenizer tokenizer = new(text);
        List<FormulaToken> tokens = [];
        do
        {
            tokens.Add(tokenizer.Next());
        }
        while (tokens[^1].Kind is not (FormulaTokenKind.End or FormulaTokenKind.Wrong));

        return tokens;
    }

    private FormulaToken Next()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return new FormulaToken(FormulaTokenKind.End, "", _at);
        }

        char first = text[_at];
        return first switch
        {
            '\'' => Quoted(),
            _ when char.IsAsciiDigit(first) => Number(),
            _ when char.IsAsciiLetter(first) => Name(),
            _ => Symbol(first),
        };
    }

    private FormulaToken Quoted()
    {
        int start = _at++;
        StringBuilder content = new();
        while (_at < text.Length)
        {
            if (text[_at] != '\'')
            {
                content.Append(text[_at++]);
            }
            else if (_at + 1 < text.Length && text[_at + 1] == '\'')
            {
                content.Append('\'');
                _at += 2;
            }
            else
            {
                _at++;
                return new FormulaToken(FormulaTokenKind.Text, content.ToString(), start);
            }
        }

        return new FormulaToken(FormulaTokenKind.Wrong, "This text has no closing quote (').", start);
    }

    private FormulaToken Number()
    {
        int start = _at;
        SkipWhile(char.IsAsciiDigit);
        if (_at + 1 < text.Length && text[_at] == '.' && char.IsAsciiDigit(text[_at + 1]))
        {
            _at++;
            SkipWhile(char.IsAsciiDigit);
        }

        // 1,000 is two arguments and 1.000,5 a mistake: say so where it is seen.
        return _at < text.Length && (char.IsAsciiLetter(text[_at]) || text[_at] is '.' or '_')
            ? new FormulaToken(FormulaTokenKind.Wrong, "A number is digits, with a point before its decimals.", start)
            : new FormulaToken(FormulaTokenKind.Number, text[start.._at], start);
    }

    private FormulaToken Name()
    {
        int start = _at;
        SkipWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
        return new FormulaToken(FormulaTokenKind.Name, text[start.._at], start);
    }

    private FormulaToken Symbol(char first)
    {
        string two = _at + 1 < text.Length ? text.Substring(_at, 2) : "";
        if (two is "<>" or "<=" or ">=")
        {
            _at += 2;
            return new FormulaToken(FormulaTokenKind.Symbol, two, _at - 2);
        }

        if ("+-*/=<>(),".Contains(first, StringComparison.Ordinal))
        {
            return new FormulaToken(FormulaTokenKind.Symbol, $"{first}", _at++);
        }

        string message = first switch
        {
            '"' => "A text stands in single quotes: 'domestic'.",
            '!' when two == "!=" => "Not equal is written <>.",
            '&' or '|' => "Conditions are joined by the words and, or.",
            '%' => "There is no percent sign: write 10 % as 0.10.",
            _ => $"{Shown(first)} has no meaning here.",
        };
        return new FormulaToken(FormulaTokenKind.Wrong, message, _at);
    }

    private static string Shown(char letter) =>
        char.IsControl(letter) || char.IsSurrogate(letter) ? $"The character U+{(int)letter:X4}" : $"{letter}";

    private void SkipWhile(Func<char, bool> fits)
    {
        while (_at < text.Length && fits(text[_at]))
        {
            _at++;
        }
    }
}
