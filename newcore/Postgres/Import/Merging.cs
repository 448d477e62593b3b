using System.Globalization;

namespace Strangler.Postgres.Import;

/// <summary>Brings a legacy table to what was staged: only rows that differ are written.</summary>
internal sealed class Merging(SqlSession session, ImportLimits limits)
{
    public async Task<ImportCounts> MergeAsync(
        ImportTable table, string file, long quarantined, CancellationToken cancellation)
    {
        long before = await CountAsync(table.Target, cancellation);
        long staged = await CountAsync(table.Staged, cancellation);
        if (!limits.AllowShrink && staged < before && staged * 2 < before)
        {
            throw new ImportException(
                FormattableString.Invariant($"{file}: {staged:N0} rows, and {before:N0} were imported before. ")
                + "A file that was cut off looks like this, so nothing was imported; --allow-shrink takes it.");
        }

        (long inserted, long updated, long removed) = before == 0
            ? (await InsertAllAsync(table, cancellation), 0, 0)
            : await ApplyAsync(table, cancellation);
        if (inserted + updated + removed > 0)
        {
            await session.ExecuteAsync($"ANALYZE {table.Target}", cancellation);
        }

        return new ImportCounts(file, inserted, updated, staged - inserted - updated, removed, quarantined);
    }

    private Task<long> CountAsync(string table, CancellationToken cancellation) =>
        session.OneAsync<long>($"SELECT count(*) FROM {table}", cancellation);

    private Task<long> InsertAllAsync(ImportTable table, CancellationToken cancellation) => session.ExecuteAsync(
        $"""
        INSERT INTO {table.Target} ({List(table.AllColumns)})
        SELECT {List(table.AllColumns)} FROM ({Source(table)}) s
        """,
        cancellation);

    private async Task<(long Inserted, long Updated, long Removed)> ApplyAsync(
        ImportTable table, CancellationToken cancellation)
    {
        string difference = $"difference_{table.Name}";
        string[] others = [.. table.AllColumns.Except(table.Key)];
        await session.ExecuteAsync($"""
            CREATE TEMP TABLE {difference} ON COMMIT DROP AS
            SELECT {List(table.Key, "coalesce(s.{0}, t.{0}) AS {0}")}{List(others, ", s.{0}", "")},
                   s.{table.Key[0]} IS NULL AS row_removed, t.{table.Key[0]} IS NULL AS row_inserted
            FROM ({Source(table)}) s
            FULL JOIN {table.Target} t ON {List(table.Key, "t.{0} = s.{0}", " AND ")}
            WHERE s.{table.Key[0]} IS NULL OR t.{table.Key[0]} IS NULL
            {List(others, " OR t.{0} IS DISTINCT FROM s.{0}", "")}
            """, cancellation);
        await session.ExecuteAsync($"ANALYZE {difference}", cancellation);
        string sameKey = List(table.Key, "t.{0} = d.{0}", " AND ");
        long removed = await session.ExecuteAsync(
            $"DELETE FROM {table.Target} t USING {difference} d WHERE d.row_removed AND {sameKey}", cancellation);
        long updated = others.Length == 0 ? 0 : await session.ExecuteAsync($"""
            UPDATE {table.Target} t SET {List(others, "{0} = d.{0}")} FROM {difference} d
            WHERE NOT d.row_removed AND NOT d.row_inserted AND {sameKey}
            """, cancellation);
        long inserted = await session.ExecuteAsync($"""
            INSERT INTO {table.Target} ({List(table.AllColumns)})
            SELECT {List(table.AllColumns)} FROM {difference} WHERE row_inserted
            """, cancellation);
        return (inserted, updated, removed);
    }

    /// <summary>The staged rows with their contract.</summary>
    private static string Source(ImportTable table) => table.Rules.Owner is { } owner
        ? $"SELECT o.contract, r.* FROM {table.Staged} r JOIN ({owner.Sql}) o ON o.sought = r.{owner.Column}"
        : $"SELECT * FROM {table.Staged}";

    private static string List(IEnumerable<string> columns, string form = "{0}", string between = ", ") =>
        string.Join(between, columns.Select(column => string.Format(CultureInfo.InvariantCulture, form, column)));
}
