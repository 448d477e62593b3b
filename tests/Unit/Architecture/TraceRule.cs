using System.Text.RegularExpressions;

namespace Strangler.Tests.Unit.Architecture;

/// <summary>No file says on which machine it was written, or from where packages came there.</summary>
internal static partial class TraceRule
{
    public static IEnumerable<string> Check(SourceFile file) => MachinePath().Matches(file.Text)
        .Concat(PackageSource().Matches(file.Text))
        .Select(match => $"{file.Path}: names {match.Value}.");

    [GeneratedRegex(@"(?<![\w.$}/-])/(work|home|root|Users)/\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        @"\b([\w-]+\.)*(nuget|npmjs|pypi|yarnpkg|crates|pythonhosted)\.(org|com|io)\b"
        + @"|https?://[\w.-]*(registry|artifactory|nexus)[\w.-]*",
        RegexOptions.IgnoreCase)]
    private static partial Regex PackageSource();
}
