using System.Globalization;
using Strangler.Core.Identity;

namespace Strangler.ParallelRun.Ledger;

/// <summary>
/// The journal as CSV: a line per posting, and the totals in a file of their own, so that what was cut off shows.
/// </summary>
internal static class JournalCsv
{
    private const string Heads = "booked_on,contract,version,kind,document,account,debit,credit,entry_hash";
    private const string TotalHeads = "entries,postings,debit,credit,control_sum";

    public static async Task<StreamWriter> OpenAsync(string file)
    {
        StreamWriter csv = new(file);
        await csv.WriteAsync(Heads + "\n");
        return csv;
    }

    public static Task WriteAsync(StreamWriter csv, JournalLine line) => csv.WriteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"{line.BookedOn:yyyy-MM-dd},{line.Contract},{line.Version},{CsvLine.Field(line.Kind)},"
        + $"{CsvLine.Field(line.Document ?? "")},{line.Account},{line.Debit},{line.Credit},{line.EntryHash}\n"));

    public static Task WriteTotalsAsync(string file, JournalTotals totals) => File.WriteAllTextAsync(
        file, string.Create(CultureInfo.InvariantCulture,
        $"{TotalHeads}\n{totals.Entries},{totals.Postings},{totals.Debit},{totals.Credit},{totals.ControlSum}\n"));

    /// <exception cref="FormatException">It is no such journal; file and line are named.</exception>
    public static IEnumerable<JournalLine> Read(string file) => Rows(file, Heads, fields => new JournalLine(
        DateOnly.ParseExact(fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), (int)Whole(fields[1]),
        Whole(fields[2]), fields[3], fields[4].Length == 0 ? null : fields[4], fields[5], Amount(fields[6]),
        Amount(fields[7]), fields[8]));

    /// <exception cref="FormatException">It holds no totals.</exception>
    public static JournalTotals ReadTotals(string file) => Rows(file, TotalHeads, fields => new JournalTotals(
        Whole(fields[0]), Whole(fields[1]), Amount(fields[2]), Amount(fields[3]), fields[4])).SingleOrDefault()
        ?? throw new FormatException($"{file}: there are no totals in it.");

    private static IEnumerable<T> Rows<T>(string file, string heads, Func<List<string>, T> read)
    {
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            if (++number > 1)
            {
                yield return Row(file, number, line, heads, read);
            }
            else if (line != heads)
            {
                throw new FormatException($"{file}, line 1: the columns are not {heads}.");
            }
        }
    }

    private static T Row<T>(string file, int number, string line, string heads, Func<List<string>, T> read)
    {
        List<string> fields = CsvLine.Split(line);
        try
        {
            return fields.Count == heads.Split(',').Length
                ? read(fields)
                : throw new FormatException($"there are {fields.Count} fields");
        }
        catch (Exception bad) when (bad is FormatException or OverflowException)
        {
            throw new FormatException($"{file}, line {number}: {bad.Message}", bad);
        }
    }

    private static long Whole(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Money Amount(string text) =>
        Money.FromPesos(decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
}
