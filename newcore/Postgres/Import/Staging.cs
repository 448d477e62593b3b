using Npgsql;

namespace Strangler.Postgres.Import;

/// <summary>
/// Takes the rows of a file into a temporary table, and out of it again what stands twice or names what is not there.
/// </summary>
internal sealed class Staging(SqlSession session, ImportLimits limits, Quarantine quarantine)
{
    private const int ReportEvery = 20_000;

    /// <param name="position">Told from time to time how many bytes of the file are read.</param>
    public async Task StageAsync(
        ImportTable table, ImportFile file, Action<long> position, CancellationToken cancellation)
    {
        string columns = string.Join(", ", table.Columns.Select(column => column.Name));
        await session.ExecuteAsync($"""
            CREATE TEMP TABLE {table.Staged} ON COMMIT DROP AS
            SELECT 0::bigint AS file_line, {columns} FROM {table.Target} WITH NO DATA
            """, cancellation);
        RejectedRows rejected = new(file.Name);
        long good = await CopyAsync(table, file, columns, rejected, position, cancellation);
        await quarantine.AddAsync(table, file.Name, rejected.Rows, cancellation);
        await session.ExecuteAsync($"ANALYZE {table.Staged}", cancellation);
        long bad = rejected.Rows.Count + await quarantine.TakeTwinsAsync(table, file.Name, cancellation);
        foreach (ImportReference reference in table.Rules.References)
        {
            bad += await quarantine.TakeOrphansAsync(table, file.Name, reference, cancellation);
        }

        long rows = good + rejected.Rows.Count;
        if (bad > limits.BadShare * rows)
        {
            string first = await quarantine.FirstAsync(file.Name, cancellation);
            throw new ImportException(
                FormattableString.Invariant($"{file.Name}: {bad:N0} of {rows:N0} rows are bad, more than ")
                + FormattableString.Invariant($"{limits.BadShare * 100:0.##} %, so nothing was imported. ")
                + $"The first: {first}");
        }
    }

    private async Task<long> CopyAsync(
        ImportTable table, ImportFile file, string columns, RejectedRows rejected, Action<long> position,
        CancellationToken cancellation)
    {
        await using NpgsqlBinaryImporter importer = await session.Connection.BeginBinaryImportAsync(
            $"COPY {table.Staged} (file_line, {columns}) FROM STDIN (FORMAT BINARY)", cancellation);
        importer.Timeout = TimeSpan.FromMinutes(5);
        ImportRow row = new(table);
        long good = 0;
        while (file.Read(row))
        {
            if (row.Rejection is not null)
            {
                rejected.Add(row);
            }
            else
            {
                await row.WriteAsync(importer, cancellation);
                if (++good % ReportEvery == 0)
                {
                    position(file.Position());
                }
            }
        }

        await importer.CompleteAsync(cancellation);
        return good;
    }
}
