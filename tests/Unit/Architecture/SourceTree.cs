namespace Strangler.Tests.Unit.Architecture;

/// <summary>
/// What was written by us: every text file of the working copy but what builds and package managers leave there.
/// </summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs = [".git", ".data", "artifacts", "node_modules", "__pycache__"];

    private static readonly string[] TextEndings =
    [
        ".cs", ".contract", ".csproj", ".css", ".html", ".js", ".json", ".md", ".php", ".props", ".py", ".sh", ".sln",
        ".sql", ".svg", ".targets", ".ts", ".tsx", ".xml", ".yaml", ".yml", "",
    ];

    public static IReadOnlyList<SourceFile> All { get; } = [.. Read(new DirectoryInfo(Repository.Root))];

    public static IReadOnlyList<SourceFile> Code { get; } =
        [.. All.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))];

    public static IReadOnlyList<SourceFile> Projects { get; } =
        [.. All.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal))];

    private static IEnumerable<SourceFile> Read(DirectoryInfo folder)
    {
        foreach (FileInfo file in folder.EnumerateFiles().Where(file => TextEndings.Contains(file.Extension)))
        {
            string path = Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/');
            yield return new SourceFile(path, File.ReadAllText(file.FullName));
        }

        foreach (DirectoryInfo inner in folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)))
        {
            foreach (SourceFile file in Read(inner))
            {
                yield return file;
            }
        }
    }
}
