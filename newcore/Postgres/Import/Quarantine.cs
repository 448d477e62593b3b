using Npgsql;
using NpgsqlTypes;

namespace Strangler.Postgres.Import;

/// <summary>
/// The bad rows of this import, in a temporary table until it succeeds; then in place of those of the import before.
/// </summary>
internal sealed class Quarantine(SqlSession session)
{
    private const int Shown = 10;

    public Task CreateAsync(CancellationToken cancellation) => session.ExecuteAsync("""
        CREATE TEMP TABLE quarantined (imported_table text, file text, line bigint, reason text, whose integer)
        ON COMMIT DROP
        """, cancellation);

    public async Task AddAsync(
        ImportTable table, string file, IReadOnlyList<RejectedRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using NpgsqlBinaryImporter importer = await session.Connection.BeginBinaryImportAsync(
            "COPY quarantined (imported_table, file, line, reason, whose) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (RejectedRow row in rows)
        {
            await importer.StartRowAsync(cancellation);
            await importer.WriteAsync(table.Name, NpgsqlDbType.Text, cancellation);
            await importer.WriteAsync(file, NpgsqlDbType.Text, cancellation);
            await importer.WriteAsync(row.Line, NpgsqlDbType.Bigint, cancellation);
            await importer.WriteAsync(row.Reason, NpgsqlDbType.Text, cancellation);
            await importer.WriteAsync(row.Whose, NpgsqlDbType.Integer, cancellation);
        }

        await importer.CompleteAsync(cancellation);
    }

    /// <summary>Of rows with the same key the first one stays.</summary>
    public async Task<long> TakeTwinsAsync(ImportTable table, string file, CancellationToken cancellation)
    {
        string key = string.Join(", ", table.Unique);
        bool any = await session.OneAsync<bool>(
            $"SELECT EXISTS (SELECT FROM {table.Staged} GROUP BY {key} HAVING count(*) > 1)", cancellation);
        return !any ? 0 : await TakeAsync(
            table, file, $"there is a row with the same {string.Join(" and ", table.Unique)} before it", $"""
            file_line IN (SELECT file_line FROM (
                SELECT file_line, row_number() OVER (PARTITION BY {key} ORDER BY file_line) AS nth
                FROM {table.Staged}) numbered
                WHERE nth > 1)
            """, cancellation);
    }

    public Task<long> TakeOrphansAsync(
        ImportTable table, string file, ImportReference reference, CancellationToken cancellation)
    {
        string match = string.Join(
            " AND ", reference.Names.Zip(reference.ParentNames, (own, parent) => $"p.{parent} = s.{own}"));
        return TakeAsync(
            table, file, $"its {string.Join(" and ", reference.Names)} names no {reference.Parent} that was taken in",
            $"NOT EXISTS (SELECT FROM staged_{reference.Parent} p WHERE {match})", cancellation);
    }

    /// <summary>For a message: where and why, of the first bad row of a file.</summary>
    public Task<string> FirstAsync(string file, CancellationToken cancellation) => session.OneAsync<string>(
        "SELECT 'line ' || line || ': ' || reason || '.' FROM quarantined WHERE file = $1 ORDER BY line LIMIT 1",
        cancellation, file);

    public async Task<IReadOnlyList<QuarantinedRow>> ListAsync(CancellationToken cancellation)
    {
        List<QuarantinedRow> rows = [];
        await using NpgsqlCommand command = session.Command(
            "SELECT file, line, reason FROM quarantined ORDER BY file, line LIMIT $1", Shown);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new QuarantinedRow(reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        }

        return rows;
    }

    public Task<long> CountAsync(ImportTable table, CancellationToken cancellation) => session.OneAsync<long>(
        "SELECT count(*) FROM quarantined WHERE imported_table = $1", cancellation, table.Name);

    /// <summary>Puts the bad rows in place of those of the import before.</summary>
    /// <returns>Whether they are of other contracts than before.</returns>
    public async Task<bool> KeepAsync(IReadOnlyList<ImportTable> tables, CancellationToken cancellation)
    {
        const string Known =
            "SELECT DISTINCT imported_table, contract FROM import_quarantine WHERE contract IS NOT NULL";
        await session.ExecuteAsync($"CREATE TEMP TABLE withheld ON COMMIT DROP AS {Known}", cancellation);
        await session.ExecuteAsync("DELETE FROM import_quarantine", cancellation);
        foreach (ImportTable table in tables)
        {
            (string join, string contract) = table.Rules.Owner is { } owner
                ? ($"LEFT JOIN ({owner.Sql}) o ON o.sought = q.whose", "o.contract")
                : ("", "q.whose");
            await session.ExecuteAsync($"""
                INSERT INTO import_quarantine (file, line, imported_table, reason, contract)
                SELECT q.file, q.line, q.imported_table, q.reason, {contract} FROM quarantined q {join}
                WHERE q.imported_table = $1
                """, cancellation, table.Name);
        }

        return await session.OneAsync<bool>($"""
            SELECT EXISTS (({Known} EXCEPT SELECT * FROM withheld) UNION ALL (SELECT * FROM withheld EXCEPT {Known}))
            """, cancellation);
    }

    private Task<long> TakeAsync(
        ImportTable table, string file, string reason, string condition, CancellationToken cancellation) =>
        session.ExecuteAsync($"""
            WITH taken AS (
                DELETE FROM {table.Staged} s WHERE {condition}
                RETURNING file_line, {table.Rules.WhoseColumn ?? "NULL"} AS whose)
            INSERT INTO quarantined SELECT $1, $2, file_line, $3, whose::integer FROM taken
            """, cancellation, table.Name, file, reason);
}
