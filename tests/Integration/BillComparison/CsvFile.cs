using System.Text;

namespace Strangler.Tests.Integration.BillComparison;

/// <summary>A CSV file's rows by the names of its header; a quoted value stays on its line.</summary>
internal static class CsvFile
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string folder, string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(folder, file));
        string[] names = lines[0].Split(',');
        return
        [
            .. lines.Skip(1).Select(Values).Select(values =>
                names.Index().ToDictionary(name => name.Item, name => values[name.Index])),
        ];
    }

    private static List<string> Values(string line)
    {
        List<string> values = [];
        StringBuilder value = new();
        bool quoted = false;
        foreach (char letter in line + ",")
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else
            {
                value.Append(letter);
            }
        }

        return values;
    }
}
