using System.Text.RegularExpressions;

namespace Strangler.Tests.Unit.Architecture;

/// <summary>What is left to do says who will do it, or is not left in the code.</summary>
internal static partial class OwnedTodoRule
{
    public static IEnumerable<string> Check(SourceFile file) => Unowned().Matches(file.Text)
        .Select(match => $"{file.Path}: {match.Value.Trim()} without an owner.");

    [GeneratedRegex(@"//\s*(TODO|FIXME|HACK|XXX)\b(?!\()[^\n]*")]
    private static partial Regex Unowned();
}
