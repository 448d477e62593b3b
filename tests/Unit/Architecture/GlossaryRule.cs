using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Strangler.Tests.Unit.Architecture;

/// <summary>
/// Code is English: no identifier outside the adapters holds a Spanish term of docs/glossary.md. The names of
/// operations are data, so a test may be named after one.
/// </summary>
internal sealed partial class GlossaryRule
{
    private static readonly string[] LinkWords = ["de", "del", "la", "el", "por"];

    private readonly List<string[]> _terms;
    private readonly Regex _operations;

    public GlossaryRule(string glossary, IEnumerable<string> operations)
    {
        _terms = [.. GlossaryRow.Read(glossary).SelectMany(row => row.Terms).Select(ToTerm)];
        _operations = new Regex(
            string.Join('|', operations.OrderByDescending(name => name.Length).Select(Regex.Escape)),
            RegexOptions.IgnoreCase);
    }

    public IEnumerable<string> Check(SourceFile file) => file.IsIn("adapters")
        ? []
        : Identifier().Matches(CodeText.WithoutLiterals(file.Text))
            .Select(match => match.Value).Distinct()
            .Where(name => HoldsTerm(file.IsIn("tests") ? _operations.Replace(name, "_") : name))
            .Select(name => $"{file.Path}: {name} holds a Spanish term; docs/glossary.md has the English word.");

    private bool HoldsTerm(string identifier)
    {
        string[] words = [.. WordsOf(identifier).Where(word => !LinkWords.Contains(word))];
        return _terms.Exists(term => Enumerable.Range(0, Math.Max(0, words.Length - term.Length + 1))
            .Any(start => term.Select((word, index) => IsForm(words[start + index], word)).All(same => same)));
    }

    /// <summary>The word itself, or one of its plurals.</summary>
    private static bool IsForm(string word, string term) => word == term || word == term + "s" || word == term + "es";

    private static string[] ToTerm(string term) =>
        [.. Plain(term).Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(LinkWords)];

    private static IEnumerable<string> WordsOf(string identifier) =>
        Word().Matches(Plain(identifier, keepCase: true)).Select(word => Plain(word.Value));

    /// <summary>Without accents: code that drops them is no better for it.</summary>
    private static string Plain(string text, bool keepCase = false)
    {
        IEnumerable<char> letters = text.Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);
        string plain = string.Concat(letters);
        return keepCase ? plain : plain.ToLowerInvariant();
    }

    [GeneratedRegex(@"\b[\p{L}_][\p{L}\p{Nd}_]*")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word();
}
