using System.Globalization;
using System.Xml;
using Strangler.Core.Ledger;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Ledger;

namespace Strangler.ParallelRun.Ledger;

/// <summary>
/// Writes the journal of some days as CSV and XML, and reads both back: they get their names only when they say the
/// same.
/// </summary>
internal sealed class JournalExport(string directory, DateOnly from, DateOnly to)
{
    private const string Unfinished = ".part";
    private const int Step = 1_000;

    private readonly string _name = Path.Combine(
        directory, string.Create(CultureInfo.InvariantCulture, $"journal-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}"));

    public string Csv => _name + ".csv";

    public string CsvTotals => _name + ".totals.csv";

    public string Xml => _name + ".xml";

    private string[] Files => [Csv, CsvTotals, Xml];

    /// <exception cref="CommandFailedException">Files are in the way, or it does not read back.</exception>
    public async Task<JournalTotals> RunAsync(
        LedgerReports reports, bool overwrite, IProgress<long> progress, CancellationToken cancellation)
    {
        if (!overwrite && Files.FirstOrDefault(File.Exists) is { } there)
        {
            throw new CommandFailedException($"{there} is there already; --overwrite replaces it.");
        }

        Directory.CreateDirectory(directory);
        try
        {
            JournalTotals totals = await WriteAsync(reports, progress, cancellation);
            Require(totals, ReadCsv(Csv + Unfinished, CsvTotals + Unfinished), Csv);
            Require(totals, ReadXml(Xml + Unfinished), Xml);
            foreach (string file in Files)
            {
                File.Move(file + Unfinished, file, overwrite: true);
            }

            return totals;
        }
        finally
        {
            foreach (string file in Files)
            {
                File.Delete(file + Unfinished);
            }
        }
    }

    /// <summary>What the lines come to, if that is also what the file of totals says.</summary>
    /// <exception cref="FormatException">They differ, or something is no journal.</exception>
    public static JournalTotals ReadCsv(string file, string totalsFile) =>
        Agreed(file, Sum(JournalCsv.Read(file)), JournalCsv.ReadTotals(totalsFile));

    /// <summary>As <see cref="ReadCsv"/>.</summary>
    public static JournalTotals ReadXml(string file)
    {
        JournalTotals? told = null;
        return Agreed(file, Sum(JournalXml.Read(file, totals => told = totals)), told);
    }

    private async Task<JournalTotals> WriteAsync(
        LedgerReports reports, IProgress<long> progress, CancellationToken cancellation)
    {
        using JournalSum sum = new();
        await using StreamWriter csv = await JournalCsv.OpenAsync(Csv + Unfinished);
        using XmlWriter xml = JournalXml.Open(Xml + Unfinished, from, to);
        long entries = 0;
        await foreach (LedgerEntry entry in reports.JournalAsync(from, to, cancellation))
        {
            foreach (JournalLine line in JournalLine.Of(entry))
            {
                sum.Add(line);
                await JournalCsv.WriteAsync(csv, line);
            }

            JournalXml.Write(xml, entry);
            if (++entries % Step == 0)
            {
                progress.Report(entries);
            }
        }

        JournalTotals totals = sum.Close();
        JournalXml.Close(xml, totals);
        await JournalCsv.WriteTotalsAsync(CsvTotals + Unfinished, totals);
        return totals;
    }

    private static JournalTotals Sum(IEnumerable<JournalLine> lines)
    {
        using JournalSum sum = new();
        foreach (JournalLine line in lines)
        {
            sum.Add(line);
        }

        return sum.Close();
    }

    private static JournalTotals Agreed(string file, JournalTotals lines, JournalTotals? told) =>
        lines == told && lines.IsBalanced
            ? lines
            : throw new FormatException($"{file}: its lines come to {lines}, and its totals say {told}.");

    private static void Require(JournalTotals written, JournalTotals read, string file)
    {
        if (written != read)
        {
            throw new CommandFailedException($"{file} does not read back as it was written; the disk may be failing.");
        }
    }
}
