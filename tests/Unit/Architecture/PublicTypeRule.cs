using System.Text.RegularExpressions;

namespace Strangler.Tests.Unit.Architecture;

/// <summary>One public type per file, except a family: a first type and others that derive from it.</summary>
internal static partial class PublicTypeRule
{
    public static IEnumerable<string> Check(SourceFile file)
    {
        MatchCollection types = PublicType().Matches(CodeText.WithoutLiterals(file.Text));
        if (types.Count < 2)
        {
            yield break;
        }

        string first = types[0].Groups["name"].Value;
        foreach (Match other in types.Skip(1).Where(type => !Derives(type, first)))
        {
            yield return $"{file.Path}: {other.Groups["name"].Value} needs a file of its own, beside {first}.";
        }
    }

    private static bool Derives(Match type, string first) =>
        type.Groups["bases"].Value.Contains(first, StringComparison.Ordinal);

    [GeneratedRegex(
        @"^public ([a-z]+ )*(class|struct|interface|enum|record( struct| class)?) (?<name>\w+)(?<bases>[^{;]*)",
        RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
