using System.Diagnostics;
using Npgsql;
using Strangler.Postgres;

namespace Strangler.ParallelRun.Bench.Billing;

/// <summary>
/// The rows of the documents, lines, ledger entries and balances, copied as ready bytes into empty tables with the same
/// columns, keys and checks.
/// </summary>
internal sealed class BareCopy(Database database)
{
    private const int Shares = 8;
    private const int Seconds = 900;

    private static readonly string[] Tables = ["billing_document", "billing_line", "ledger_entry", "ledger_stream"];

    public long Rows { get; private set; }

    public async Task ExportAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        foreach (string table in Tables)
        {
            Rows += await NumberAsync(connection, $"SELECT count(*) FROM {table} WHERE contract > 0", cancellation);
            int first = (int)await NumberAsync(connection, $"SELECT min(contract) FROM {table}", cancellation);
            int last = (int)await NumberAsync(connection, $"SELECT max(contract) FROM {table}", cancellation);
            for (int share = 0; share < Shares; share++)
            {
                long from = first + ((long)(last - first + 1) * share / Shares);
                long to = first + ((long)(last - first + 1) * (share + 1) / Shares);
                await using Stream rows = await connection.BeginRawBinaryCopyAsync(
                    $"COPY (SELECT * FROM {table} WHERE contract >= {from} AND contract < {to} ORDER BY contract) "
                    + "TO STDOUT (FORMAT BINARY)", cancellation);
                await using FileStream file = File.Create(FileOf(table, share));
                await rows.CopyToAsync(file, cancellation);
            }
        }
    }

    /// <param name="connections">That share the work.</param>
    public async Task<TimeSpan> RunAsync(int connections, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        foreach (string table in Tables)
        {
            await ExecuteAsync(
                connection,
                    $"DROP TABLE IF EXISTS bench_{table}; CREATE TABLE bench_{table} (LIKE {table} INCLUDING ALL)",
                cancellation);
        }

        await ExecuteAsync(connection, "CHECKPOINT", cancellation);
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(
            worker => Task.Run(() => CopyAsync(worker, connections, cancellation), cancellation)));
        return watch.Elapsed;
    }

    private async Task CopyAsync(int worker, int workers, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        for (int share = worker; share < Shares; share += workers)
        {
            foreach (string table in Tables)
            {
                await using FileStream file = File.OpenRead(FileOf(table, share));
                await using Stream rows = await connection.BeginRawBinaryCopyAsync(
                    $"COPY bench_{table} FROM STDIN (FORMAT BINARY)", cancellation);
                await file.CopyToAsync(rows, cancellation);
            }
        }
    }

    private static string FileOf(string table, int share) =>
        Path.Combine(Repository.Scratch, $"bench-{table}-{share}.copy");

    private static async Task<long> NumberAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = Seconds };
        return Convert.ToInt64(
            await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = Seconds };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
