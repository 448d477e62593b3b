using System.Xml.Linq;

namespace Strangler.Tests.Unit.Architecture;

/// <summary>
/// References point one way (docs/architecture.md): the judge never references the judged, Core nothing.
/// </summary>
internal static class ReferenceRule
{
    /// <summary>By folder of the project, the folders it may reference; the tops use everything.</summary>
    private static readonly (string Project, string[] May)[] Allowed =
    [
        ("newcore/Core", []),
        ("parity/Parity", []),
        ("newcore/Cfdi", ["newcore/Core"]),
        ("newcore/Postgres", ["newcore/Core", "newcore/Cfdi"]),
        ("adapters/Played", []),
        ("adapters/AquaCis.StandIn", ["newcore/Core", "adapters/AquaCis", "adapters/Played"]),
        ("adapters/Pac.Sandbox", ["newcore/Core", "newcore/Cfdi", "adapters/Pac", "adapters/Played"]),
        ("adapters/Pac", ["newcore/Core", "newcore/Cfdi"]),
        ("adapters/Payments.Sandbox", ["newcore/Core", "adapters/Played"]),
        ("adapters/", ["newcore/Core"]),
        ("gateway/Gateway", ["adapters/", "newcore/", "parity/Parity"]),
        ("parity/ParallelRun", ["adapters/", "newcore/", "parity/Parity", "gateway/"]),
        ("tests/", ["adapters/", "newcore/", "parity/", "gateway/"]),
    ];

    public static IEnumerable<string> Check(SourceFile project)
    {
        string folder = Path.GetDirectoryName(project.Path)!.Replace('\\', '/');
        string[]? may = Allowed.FirstOrDefault(rule => Covers(rule.Project, folder)).May;
        if (may is null)
        {
            return [$"{project.Path}: a new project needs a page in docs/adr/ and a line in ReferenceRule."];
        }

        return References(project, folder)
            .Where(reference => !may.Any(allowed => Covers(allowed, reference)))
            .Select(reference => $"{project.Path} must not reference {reference}.");
    }

    private static IEnumerable<string> References(SourceFile project, string folder) =>
        XDocument.Parse(project.Text).Descendants("ProjectReference")
            .Select(reference => Path.GetDirectoryName(reference.Attribute("Include")!.Value)!)
            .Select(path => Path.GetFullPath(Path.Combine("/", folder, path)).TrimStart('/'));

    /// <summary>A name that ends in a slash covers what lies below it, any other itself only.</summary>
    private static bool Covers(string rule, string folder) =>
        rule.EndsWith('/') ? folder.StartsWith(rule, StringComparison.Ordinal) : folder == rule;
}
