using System.CommandLine;
using System.Xml;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;

namespace Strangler.ParallelRun.Ledger;

/// <summary><c>ledger export</c>: the journal for an ERP.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        Option<string?> from = LedgerOptions.Day("--from", "The first billing date.", required: true);
        Option<string?> to = LedgerOptions.Day("--to", "The last billing date.", required: true);
        Option<DirectoryInfo> directory = new("--out") { Description = "Directory for the files.", Required = true };
        Option<bool> overwrite = new("--overwrite") { Description = "Replace files of the same names." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "export",
            """
            Write the journal of these days as CSV (with a file of its totals) and as XML, balanced, with a control sum,
            and read both back.
            """)
        {
            from, to, directory, overwrite, database,
        };
        command.SetAction((parsed, cancellation) =>
        {
            DateOnly first = LedgerOptions.Day(parsed, from)!.Value;
            DateOnly last = LedgerOptions.Day(parsed, to)!.Value;
            JournalExport export = last >= first
                ? new JournalExport(parsed.GetRequiredValue(directory).FullName, first, last)
                : throw new CommandFailedException("--to is before --from.");
            return DatabaseWork.RunAsync(
                parsed, database,
                (open, output) => RunAsync(open, export, parsed.GetValue(overwrite), output, cancellation),
                cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Database database, JournalExport export, bool overwrite, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            JournalTotals totals = await LedgerProgress.ShowAsync(
                "writing", await new LedgerAudit(database).CountAsync(cancellation),
                progress => export.RunAsync(new LedgerReports(database), overwrite, progress, cancellation));
            await output.WriteLineAsync(
                $"{totals.Entries:N0} entries, {totals.Postings:N0} postings, debit {totals.Debit}, credit "
                + $"{totals.Credit}, control sum {totals.ControlSum}.");
            await output.WriteLineAsync($"{export.Csv}\n{export.CsvTotals}\n{export.Xml}");
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException
            or XmlException)
        {
            throw new CommandFailedException($"The journal was not written: {failure.Message}");
        }
    }
}
