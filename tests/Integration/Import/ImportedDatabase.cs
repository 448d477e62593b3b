using Npgsql;
using Strangler.ParallelRun.Import;
using Strangler.Postgres;
using Strangler.Postgres.Import;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Import;

/// <summary>A database of a test's own, and what it holds of an extract.</summary>
internal sealed class ImportedDatabase(string connection) : IAsyncDisposable
{
    public string ConnectionString => connection;

    public Database Database { get; } = Database.Open(connection);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ImportedDatabase> EmptyAsync(PostgresCluster cluster) =>
        new(await cluster.CreateDatabaseAsync());

    public static async Task<ImportedDatabase> WithAsync(PostgresCluster cluster, ExtractCopy extract)
    {
        ImportedDatabase imported = await EmptyAsync(cluster);
        await imported.ImportAsync(extract);
        return imported;
    }

    public Task<ImportReport> ImportAsync(
        ExtractCopy extract, ImportLimits? limits = null, IProgress<ImportProgress>? progress = null,
        CancellationToken? cancellation = null)
    {
        CancellationToken ended = cancellation ?? Cancellation;
        return new Importer(Database, TimeProvider.System).RunAsync(
            table => ExtractRows.Open(extract.Folder, table, ended), limits ?? new ImportLimits(), progress, ended);
    }

    public async Task<T> OneAsync<T>(string sql)
    {
        await using NpgsqlCommand command = Database.Command(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    /// <summary>Everything the imported tables hold, as one number.</summary>
    public Task<string> FingerprintAsync() => OneAsync<string>("""
        SELECT md5(string_agg(content, ',' ORDER BY content)) FROM (
            SELECT t.tablename || query_to_xml(
                format('SELECT md5(string_agg(r::text, '','' ORDER BY r::text)) FROM %I r', t.tablename),
                true, false, '')::text AS content
            FROM pg_tables t WHERE t.tablename LIKE 'legacy\_%') tables
        """);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
