using System.Globalization;
using Strangler.Postgres.Import;

namespace Strangler.ParallelRun.Import;

/// <summary>What an import did, as text for a person and for a script.</summary>
internal static class ImportReportText
{
    public static void Write(ImportReport report, TextWriter output)
    {
        output.WriteLine(Line("file", "inserted", "updated", "unchanged", "removed", "quarantined"));
        foreach (ImportCounts file in report.Files)
        {
            output.WriteLine(Line(
                file.File, file.Inserted, file.Updated, file.Unchanged, file.Removed, file.Quarantined));
        }

        output.WriteLine(Line(
            "all", report.Files.Sum(file => file.Inserted), report.Files.Sum(file => file.Updated),
            report.Files.Sum(file => file.Unchanged), report.Files.Sum(file => file.Removed),
            report.Files.Sum(file => file.Quarantined)));
        foreach (QuarantinedRow row in report.Quarantined)
        {
            output.WriteLine($"Quarantined: {row.File}, line {row.Line}: {row.Reason}.");
        }

        long more = report.Files.Sum(file => file.Quarantined) - report.Quarantined.Count;
        if (more > 0)
        {
            output.WriteLine(Text($"... and {more:N0} more: table import_quarantine."));
        }

        string outcome = report.Changed ? "Imported" : "Nothing changed";
        output.WriteLine(Text($"{outcome}; the data are version {report.Version}."));
    }

    private static string Line(
        string name, object inserted, object updated, object unchanged, object removed, object quarantined) =>
        Text($"{name,-20} {inserted,12:N0} {updated,12:N0} {unchanged,12:N0} {removed,12:N0} {quarantined,12:N0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
