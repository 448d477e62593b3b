namespace Strangler.Tests.Unit.Architecture;

/// <summary>A folder is a feature, never a kind; and no more than two of them lie below a project.</summary>
internal static class FolderRule
{
    private const int Deepest = 2;

    private static readonly string[] Kinds =
    [
        "Models", "Helpers", "Interfaces", "Services", "Utils", "Utilities", "Common", "Shared", "Misc", "Managers",
        "Extensions", "Enums", "Types", "Classes", "Dtos", "Entities", "Constants", "Exceptions", "Abstractions",
    ];

    /// <param name="projects">The folders that hold a project file.</param>
    public static IEnumerable<string> Check(SourceFile file, IEnumerable<string> projects)
    {
        string folder = Path.GetDirectoryName(file.Path)!.Replace('\\', '/');
        foreach (string kind in folder.Split('/').Intersect(Kinds, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"{file.Path}: the folder {kind} names a kind; name the feature.";
        }

        string? project = projects.FirstOrDefault(project => folder == project || file.IsIn(project));
        if (project is not null && folder[project.Length..].Count(letter => letter == '/') > Deepest)
        {
            yield return $"{file.Path}: more than {Deepest} folders below {project}.";
        }
    }
}
