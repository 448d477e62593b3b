using System.Globalization;
using Strangler.AquaCis.Extract;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>The extract that is being loaded, and where to say how far it is.</summary>
internal sealed class ExtractFolder(string directory, Action<string> progress, CancellationToken cancellation)
{
    private const int ReportEvery = 500_000;

    /// <summary>Reads a table from its first row to its last.</summary>
    /// <exception cref="ExtractException">
    /// The table is missing or wrong; the message names file, line and reason.
    /// </exception>
    public void Each(string table, Action<ExtractTable> take)
    {
        using ExtractTable rows = ExtractTable.Open(directory, table, cancellation);
        int count = 0;
        while (rows.Read())
        {
            take(rows);
            if (++count % ReportEvery == 0)
            {
                Report(table, count, " so far");
            }
        }

        Report(table, count, "");
    }

    public string PathOf(string table) => Path.Combine(directory, table + ".csv");

    private void Report(string table, int count, string suffix) =>
        progress(string.Create(CultureInfo.InvariantCulture, $"{table}: {count:N0} rows{suffix}"));
}
