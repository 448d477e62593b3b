using System.Text.RegularExpressions;

namespace Strangler.Tests.Unit.Architecture;

/// <summary>
/// What can be read at one look: lines of 120 columns, files of 400 lines and mostly 150, methods of 60.
/// </summary>
internal static partial class SizeRule
{
    private const int LongestLine = 120;
    private const int LongestFile = 400;
    private const int UsualFile = 150;
    private const int LongestMethod = 60;

    public static IEnumerable<string> CheckLines(SourceFile file) => file.Lines
        .Select((line, index) => (Length: line.TrimEnd('\r').Length, Number: index + 1))
        .Where(line => line.Length > LongestLine)
        .Select(line => $"{file.Path}:{line.Number}: {line.Length} columns.");

    public static IEnumerable<string> CheckFile(SourceFile file)
    {
        if (LineCount(file) > LongestFile)
        {
            yield return $"{file.Path}: {LineCount(file)} lines.";
        }
    }

    /// <summary>Nine files in ten stay under the usual length.</summary>
    public static IEnumerable<string> CheckAll(IReadOnlyList<SourceFile> files)
    {
        SourceFile[] longer = [.. files.Where(file => LineCount(file) > UsualFile)];
        if (longer.Length * 10 > files.Count)
        {
            yield return $"{longer.Length} of {files.Count} files have over {UsualFile} lines: "
                + string.Join(", ", longer.Select(file => file.Path));
        }
    }

    /// <summary>A block in braces, as the formatter lays it out, that is not the body of a type.</summary>
    public static IEnumerable<string> CheckMethods(SourceFile file)
    {
        for (int open = 1; open < file.Lines.Length; open++)
        {
            if (file.Lines[open].Trim() != "{" || TypeHeader().IsMatch(Header(file.Lines, open)))
            {
                continue;
            }

            string close = file.Lines[open].TrimEnd().Replace('{', '}');
            int end = Array.FindIndex(file.Lines, open, line => line.StartsWith(close, StringComparison.Ordinal));
            if (end - open - 1 > LongestMethod)
            {
                yield return $"{file.Path}:{open}: a method of {end - open - 1} lines.";
            }
        }
    }

    private static int LineCount(SourceFile file) => file.Text.TrimEnd().Count(letter => letter == '\n') + 1;

    /// <summary>The line that a brace belongs to: the nearest above it with the same indentation.</summary>
    private static string Header(string[] lines, int open)
    {
        int indentation = lines[open].IndexOf('{');
        int header = Array.FindLastIndex(lines, open - 1, line => IndentationOf(line) == indentation);
        return header < 0 ? "" : lines[header];
    }

    private static int IndentationOf(string line) =>
        line.Trim().Length == 0 ? -1 : line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^\s*([a-z]+ )*(class|record|struct|interface|enum|namespace)\b")]
    private static partial Regex TypeHeader();
}
