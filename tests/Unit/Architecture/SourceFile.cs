namespace Strangler.Tests.Unit.Architecture;

/// <summary>A text file of the repository: its path from the top, with forward slashes, and what is in it.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string[] Lines { get; } = Text.Split('\n');

    public bool IsIn(string place) => Path == place || Path.StartsWith(place + "/", StringComparison.Ordinal);
}
