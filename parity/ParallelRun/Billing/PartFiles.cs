using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Strangler.ParallelRun.Billing;

/// <summary>
/// What is done of a run, a range at a time: a range counts as done when its last file, the totals, is there. Files
/// take their name only when they are whole.
/// </summary>
internal sealed class PartFiles(string directory)
{
    private const string Folder = "parts";

    private string Parts => Path.Combine(directory, Folder);

    public string PlanFile => Path.Combine(Parts, "run.json");

    public static void Replace(string file, string text)
    {
        string writing = file + ".writing";
        File.WriteAllText(writing, text);
        File.Move(writing, file, overwrite: true);
    }

    /// <summary>Begins anew: what another run left is removed.</summary>
    public void Clear()
    {
        if (Directory.Exists(Parts))
        {
            Directory.Delete(Parts, recursive: true);
        }

        Directory.CreateDirectory(Parts);
    }

    public bool IsDone(int range) => File.Exists(Name(range, "totals.json"));

    public void Write(
        int range, StringBuilder bills, StringBuilder same, IReadOnlyList<ComparedBill> different, RangeTotals totals)
    {
        Replace(Name(range, "bills.csv"), bills.ToString());
        Replace(Name(range, "same.csv"), same.ToString());
        StringBuilder lines = new();
        foreach (ComparedBill bill in different)
        {
            lines.Append(JsonSerializer.Serialize(bill)).Append('\n');
        }

        Replace(Name(range, "different.jsonl"), lines.ToString());
        Replace(Name(range, "totals.json"), JsonSerializer.Serialize(totals));
    }

    public RangeTotals Totals(int range) =>
        JsonSerializer.Deserialize<RangeTotals>(File.ReadAllText(Name(range, "totals.json")))!;

    public IEnumerable<ComparedBill> Different(int range) => File.ReadLines(Name(range, "different.jsonl"))
        .Select(line => JsonSerializer.Deserialize<ComparedBill>(line)!);

    /// <summary>Appends a part's rows to a file.</summary>
    public async Task CopyAsync(int range, string part, Stream to, CancellationToken cancellation)
    {
        await using FileStream from = File.OpenRead(Name(range, part));
        await from.CopyToAsync(to, cancellation);
    }

    public void Remove() => Directory.Delete(Parts, recursive: true);

    private string Name(int range, string kind) =>
        Path.Combine(Parts, string.Create(CultureInfo.InvariantCulture, $"{range:D6}-{kind}"));
}
