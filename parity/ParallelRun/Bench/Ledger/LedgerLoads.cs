using System.Diagnostics;
using Npgsql;
using Strangler.Core.Ledger;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Ledger;

namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>What is measured: each posts, or only writes, for a while and says how many entries per second.</summary>
internal sealed class LedgerLoads(LedgerBenchDatabase bench, LedgerBenchOptions options) : IAsyncDisposable
{
    /// <summary>Entries of one transaction: a chunk of a billing run.</summary>
    public const int Batch = 2_000;

    /// <summary>Workers of a billing run.</summary>
    public const int Writers = 2;

    /// <summary>Connections over which bare statements of many callers go.</summary>
    private const int Connections = 16;

    private readonly LedgerStore _store = new(bench.Database, TimeProvider.System);
    private long _number;

    public Task<double> BareCopyAsync(CancellationToken cancellation) => MeasureAsync(
        Writers, Batch, async (connection, first) =>
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            await BareRows.CopyAsync(connection, first, Batch, cancellation);
            await transaction.CommitAsync(cancellation);
        },
        cancellation);

    public Task<double> BatchesAsync(CancellationToken cancellation) => MeasureAsync(
        Writers, Batch, async (connection, first) =>
        {
            EntryDraft[] drafts = new EntryDraft[Batch];
            for (int at = 0; at < Batch; at++)
            {
                drafts[at] = LedgerSamples.Invoice(first + at);
            }

            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            IReadOnlyList<LedgerOutcome> outcomes = await _store.AppendAsync(
                connection, transaction, drafts, cancellation);
            await transaction.CommitAsync(cancellation);
            Check(outcomes);
        },
        cancellation);

    public Task<double> BareInsertsAsync(int callers, CancellationToken cancellation) => MeasureAsync(
        Math.Min(callers, Connections), 1,
        (connection, number) => BareRows.InsertAsync(connection, number, cancellation), cancellation);

    public async Task<double> SinglesAsync(int callers, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long[] done = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                long posted = 0;
                for (; watch.Elapsed < options.Duration; posted++)
                {
                    EntryDraft draft = LedgerSamples.Invoice(Interlocked.Increment(ref _number));
                    Check([await _store.PostAsync(draft, cancellation)]);
                }

                return posted;
            },
            cancellation)));
        return done.Sum() / watch.Elapsed.TotalSeconds;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<double> MeasureAsync(
        int writers, int entries, Func<NpgsqlConnection, long, Task> write, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long[] done = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(
            async () =>
            {
                await using NpgsqlConnection connection = await bench.Database.ConnectAsync(cancellation);
                long written = 0;
                for (; watch.Elapsed < options.Duration; written += entries)
                {
                    await write(connection, Interlocked.Add(ref _number, entries) - entries + 1);
                }

                return written;
            },
            cancellation)));
        return done.Sum() / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Entries that were refused quickly must not be counted.</summary>
    private static void Check(IReadOnlyList<LedgerOutcome> outcomes)
    {
        if (outcomes.FirstOrDefault(outcome => outcome is not LedgerOutcome.Posted) is { } other)
        {
            throw new CommandFailedException($"An entry was not posted: {other}");
        }
    }
}
