namespace Strangler.ParallelRun.CommandLine;

/// <summary>Rows in aligned columns, the same for a person and for a script; no colours and no cut texts.</summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    /// <param name="cells">One for each heading; null prints as a dash.</param>
    public void Add(params IEnumerable<object?> cells) =>
        _rows.Add([.. cells.Select(cell => $"{cell ?? "-"}".ReplaceLineEndings(" "))]);

    public void Write(TextWriter output)
    {
        int[] widths = [.. Enumerable.Range(0, headings.Length).Select(column => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
