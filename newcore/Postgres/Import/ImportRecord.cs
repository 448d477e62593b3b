namespace Strangler.Postgres.Import;

/// <summary>Writes down that an import was made, and tells those who listen where it changed something.</summary>
internal sealed class ImportRecord(SqlSession session)
{
    /// <returns>The version of the imported data, as it is now.</returns>
    public async Task<long> WriteAsync(
        bool changed, IEnumerable<ImportCounts> counts, DateTimeOffset started, DateTimeOffset finished,
        CancellationToken cancellation)
    {
        long version = await session.OneAsync<long>(
            changed
                ? "UPDATE import_state SET version = version + 1, changed_at = now() RETURNING version"
                : "SELECT version FROM import_state",
            cancellation);
        long run = await session.OneAsync<long>(
            "INSERT INTO import_run (version, started_at, finished_at) VALUES ($1, $2, $3) RETURNING id",
            cancellation, version, started, finished);
        foreach (ImportCounts file in counts)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO import_run_file (run, file, inserted, updated, unchanged, removed, quarantined)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                cancellation, run, file.File, file.Inserted, file.Updated, file.Unchanged, file.Removed,
                file.Quarantined);
        }

        if (changed)
        {
            await session.ExecuteAsync($"SELECT pg_notify('{Importer.Channel}', '{version}')", cancellation);
        }

        return version;
    }
}
