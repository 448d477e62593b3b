using Npgsql;

namespace Strangler.Postgres.Import;

/// <summary>
/// Imports an extract: all of it in one transaction, so that whoever reads meanwhile, and whoever reads after an
/// import that was given up or killed, sees the state before. Only what differs is written.
/// </summary>
public sealed class Importer(Database database, TimeProvider clock)
{
    /// <summary>Of NOTIFY; the payload is the new version.</summary>
    public const string Channel = "strangler_import";

    /// <summary>Of the advisory lock: an arbitrary number that is ours.</summary>
    internal const long LockKey = 0x5374_7261_6e49_6d70;

    /// <summary>Of the whole time, for reading; the rest is for merging.</summary>
    private const decimal ReadingShare = 0.6m;

    /// <param name="open">Opens the file of a table; it may throw what it likes, which ends the import.</param>
    /// <param name="limits">When a file counts as broken.</param>
    /// <param name="progress">May be null.</param>
    /// <param name="cancellation">Leaves the state before.</param>
    /// <exception cref="ImportException">A file is broken, or another import is running.</exception>
    public async Task<ImportReport> RunAsync(
        Func<ImportTable, ImportFile> open, ImportLimits limits, IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        DateTimeOffset started = clock.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        SqlSession session = new(connection);
        if (!await session.OneAsync<bool>($"SELECT pg_try_advisory_xact_lock({LockKey})", cancellation))
        {
            throw new ImportException("Another import into this database is running.");
        }

        await session.ExecuteAsync("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off", cancellation);
        IReadOnlyList<ImportTable> tables = await ImportSchema.ReadAsync(connection, cancellation);
        Quarantine quarantine = new(session);
        await quarantine.CreateAsync(cancellation);
        string[] names = await StageAsync(
            tables, open, new Staging(session, limits, quarantine), progress, cancellation);
        List<ImportCounts> counts = await MergeAsync(
            tables, names, new Merging(session, limits), quarantine, progress, cancellation);
        bool otherContracts = await quarantine.KeepAsync(tables, cancellation);
        bool changed = otherContracts || counts.Any(file => file.Changed);
        ImportRecord record = new(session);
        long version = await record.WriteAsync(changed, counts, started, clock.GetUtcNow(), cancellation);
        ImportReport report = new(version, changed, counts, await quarantine.ListAsync(cancellation));
        await transaction.CommitAsync(cancellation);
        return report;
    }

    private static async Task<string[]> StageAsync(
        IReadOnlyList<ImportTable> tables, Func<ImportTable, ImportFile> open, Staging staging,
        IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        // All at once: a file that is missing or has another header is noticed before the work begins.
        List<ImportFile> files = [];
        try
        {
            files.AddRange(tables.Select(open));
            decimal total = Math.Max(1, files.Sum(file => file.Length));
            long before = 0;
            for (int i = 0; i < files.Count; i++)
            {
                ImportFile file = files[i];
                void Report(long bytes) => progress?.Report(
                    new ImportProgress($"reading {file.Name}", (before + bytes) / total * ReadingShare));
                Report(0);
                await staging.StageAsync(tables[i], file, Report, cancellation);
                before += file.Length;
            }

            return [.. files.Select(file => file.Name)];
        }
        finally
        {
            files.ForEach(file => file.Content.Dispose());
        }
    }

    private static async Task<List<ImportCounts>> MergeAsync(
        IReadOnlyList<ImportTable> tables, string[] names, Merging merging, Quarantine quarantine,
        IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        List<ImportCounts> counts = [];
        for (int i = 0; i < names.Length; i++)
        {
            progress?.Report(new ImportProgress(
                $"comparing {names[i]}", ReadingShare + ((1 - ReadingShare) * i / names.Length)));
            long quarantined = await quarantine.CountAsync(tables[i], cancellation);
            counts.Add(await merging.MergeAsync(tables[i], names[i], quarantined, cancellation));
        }

        return counts;
    }
}
