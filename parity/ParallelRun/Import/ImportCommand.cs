using System.CommandLine;
using Npgsql;
using Strangler.AquaCis.Extract;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Import;

namespace Strangler.ParallelRun.Import;

/// <summary>The <c>import</c> command: brings the database to what an extract says.</summary>
internal static class ImportCommand
{
    private const string Description =
        """
        Load a billing extract into the database. The same extract again changes nothing; of a newer one only what
        differs is written. Bad rows are put aside with file, line and reason (table import_quarantine). A broken file
        changes nothing at all.
        """;

    public static Command Create()
    {
        Option<DirectoryInfo> extract = new("--extract")
        {
            Description = "Directory of the extract's CSV files.",
            Required = true,
        };
        Option<int> badPercent = RangedOption.Create(
            "--max-bad-percent", "Of a file's rows that may be bad; beyond it the file is broken.", 5, 0, 100);
        Option<bool> allowShrink = new("--allow-shrink")
        {
            Description = "Take a file with fewer than half of the rows that were imported before.",
        };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("import", Description) { extract, badPercent, allowShrink, database };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(extract).FullName,
            new ImportLimits(parsed.GetValue(badPercent) / 100m, parsed.GetValue(allowShrink)),
            DatabaseOption.Value(parsed, database),
            parsed.InvocationConfiguration.Output,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string extract, ImportLimits limits, string connection, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            await using Database database = Database.Open(connection, "strangler import");
            await new Migrator(database).MigrateAsync(cancellation);
            Importer importer = new(database, TimeProvider.System);
            ImportReport report = await ImportProgressBar.ShowAsync(progress => importer.RunAsync(
                table => ExtractRows.Open(extract, table, cancellation), limits, progress, cancellation));
            ImportReportText.Write(report, output);
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is ExtractException or ImportException or MigrationException
            or FormatException)
        {
            throw new CommandFailedException(failure.Message);
        }
        catch (NpgsqlException failure) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandFailedException($"The database failed, and nothing was imported: {failure.Message}");
        }
    }
}
