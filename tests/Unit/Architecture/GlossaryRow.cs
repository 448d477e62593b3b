namespace Strangler.Tests.Unit.Architecture;

/// <summary>
/// One row of docs/glossary.md: what AquaCIS says (one term or several, by commas), what we say, what it means.
/// </summary>
internal sealed record GlossaryRow(IReadOnlyList<string> Terms, string English, string Meaning)
{
    public static IReadOnlyList<GlossaryRow> Read(string glossary) =>
    [
        .. glossary.Split('\n')
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Trim().Trim('|').Split('|'))
            .Skip(2) // the heading and the line below it
            .Select(cells => cells.Length == 3
                ? new GlossaryRow(
                    cells[0].Split(',', StringSplitOptions.TrimEntries), cells[1].Trim(), cells[2].Trim())
                : throw new FormatException($"A row needs three cells: {string.Join('|', cells)}")),
    ];
}
