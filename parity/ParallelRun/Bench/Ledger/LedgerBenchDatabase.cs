using Strangler.Postgres;

namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>The bench's own database, with bare tables beside the ledger's.</summary>
internal sealed class LedgerBenchDatabase : IAsyncDisposable
{
    /// <summary>
    /// Tables like the ledger's entries, but with nothing that has to be kept up: no keys, no checks, no triggers.
    /// </summary>
    private const string Bare = """
        CREATE TABLE bare_copy AS SELECT * FROM ledger_entry WITH NO DATA;
        CREATE TABLE bare_insert AS SELECT * FROM ledger_entry WITH NO DATA
        """;

    private readonly OwnDatabase _own;

    private LedgerBenchDatabase(OwnDatabase own) => _own = own;

    public Database Database => _own.Database;

    /// <exception cref="CommandLine.CommandFailedException">See <see cref="OwnDatabase.OpenAsync"/>.</exception>
    public static async Task<LedgerBenchDatabase> OpenAsync(CancellationToken cancellation)
    {
        OwnDatabase own = await OwnDatabase.OpenAsync("strangler_bench_ledger", cancellation);
        await own.ExecuteAsync(Bare, cancellation);
        return new LedgerBenchDatabase(own);
    }

    public ValueTask DisposeAsync() => _own.DisposeAsync();
}
