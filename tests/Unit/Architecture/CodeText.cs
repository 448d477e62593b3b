using System.Text.RegularExpressions;

namespace Strangler.Tests.Unit.Architecture;

/// <summary>C# without what is said in it: comments and the contents of literals are blanked, lines stay.</summary>
internal static partial class CodeText
{
    public static string WithoutLiterals(string code) =>
        Literal().Replace(code, match => new string('\n', match.Value.Count(letter => letter == '\n')) + " ");

    // In this order: a raw string is not an empty one with something behind it. An interpolated string goes with its
    // holes.
    [GeneratedRegex("""
        //[^\n]*
        | /\*.*?\*/
        | \$*(?<quotes>"{3,}).*?\k<quotes>(?!")
        | (\$@|@\$|@)"([^"]|"")*"
        | \$?"(\\.|[^"\\\n])*"
        | '(\\.[^'\n]*|[^'\\\n])'
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();
}
