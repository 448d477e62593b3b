namespace Strangler.Tests.Unit.Rating;

/// <summary>A table of an extract, which has no quoted fields, as texts by column.</summary>
internal sealed class CsvTable
{
    public CsvTable(string file)
    {
        string[] lines = File.ReadAllLines(file);
        string[] head = lines[0].Split(',');
        Rows = [.. lines.Skip(1).Select(line => head.Zip(line.Split(','))
            .ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    public IReadOnlyList<Dictionary<string, string>> Rows { get; }

    public ILookup<string, Dictionary<string, string>> By(string column) => Rows.ToLookup(row => row[column]);
}
