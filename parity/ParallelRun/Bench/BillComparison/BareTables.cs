using System.Diagnostics;
using Npgsql;
using Strangler.Postgres;

namespace Strangler.ParallelRun.Bench.BillComparison;

/// <summary>
/// The least that an import and a comparison could take: the extract's files copied into tables without keys and
/// checks, and what the comparison reads copied out, each by one connection with nothing done to a row.
/// </summary>
internal sealed class BareTables(Database database)
{
    private const int CharactersAtOnce = 64 * 1024;

    private static readonly string[] Read =
    [
        "legacy_contract", "legacy_customer", "legacy_person", "legacy_contract_tariff", "legacy_meter",
        "legacy_reading", "legacy_contract_variable", "legacy_invoice", "legacy_invoice_line", "legacy_payment",
    ];

    public async Task<TimeSpan> WriteAsync(string extract, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        Stopwatch watch = Stopwatch.StartNew();
        foreach (string file in Directory.EnumerateFiles(extract, "*.csv"))
        {
            string table = $"bare_{Path.GetFileNameWithoutExtension(file)}";
            string header = File.ReadLines(file).First();
            await ExecuteAsync(
                connection, $"CREATE TABLE {table} ({header.Replace(",", " text, ", StringComparison.Ordinal)} text)",
                cancellation);
            await CopyAsync(connection, file, table, cancellation);
        }

        return watch.Elapsed;
    }

    public async Task<TimeSpan> ReadAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        Stopwatch watch = Stopwatch.StartNew();
        foreach (string table in Read)
        {
            await using Stream rows = await connection.BeginRawBinaryCopyAsync(
                $"COPY {table} TO STDOUT (FORMAT BINARY)", cancellation);
            await rows.CopyToAsync(Stream.Null, cancellation);
        }

        return watch.Elapsed;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, string file, string table, CancellationToken cancellation)
    {
        char[] some = new char[CharactersAtOnce];
        using StreamReader rows = new(file);
        await using TextWriter to = await connection.BeginTextImportAsync(
            $"COPY {table} FROM STDIN (FORMAT csv, HEADER)", cancellation);
        while (await rows.ReadAsync(some, cancellation) is > 0 and var read)
        {
            await to.WriteAsync(some.AsMemory(0, read), cancellation);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
