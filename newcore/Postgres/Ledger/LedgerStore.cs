using System.Runtime.CompilerServices;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Postgres.Committing;

namespace Strangler.Postgres.Ledger;

/// <summary>The ledger of all contracts: entries are added, and nothing else.</summary>
/// <remarks>
/// Every method throws <see cref="NpgsqlException"/> where the database cannot be reached. What was then being posted
/// may or may not be: the same key again tells.
/// </remarks>
public sealed class LedgerStore : IAsyncDisposable
{
    /// <summary>Drafts of one call.</summary>
    public const int BatchLimit = 10_000;

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly LedgerChart _chart = new();
    private readonly Lazy<GroupCommit<EntryDraft, LedgerOutcome>> _queue;

    public LedgerStore(Database database, TimeProvider time) : this(database, time, GroupLimits.Usual)
    {
    }

    internal LedgerStore(Database database, TimeProvider time, GroupLimits limits)
    {
        (_database, _time) = (database, time);
        _queue = new Lazy<GroupCommit<EntryDraft, LedgerOutcome>>(
            () => new GroupCommit<EntryDraft, LedgerOutcome>(database, AppendAsync, limits, time));
    }

    /// <summary>
    /// Posts within the caller's transaction (read committed), so nothing stands before its commit; the streams it
    /// posts to are locked until then. Drafts of one contract are posted in their order. A refused draft posts nothing
    /// and the others go on: it is the caller's to roll back.
    /// </summary>
    /// <returns>What became of each draft, in their order.</returns>
    public async Task<IReadOnlyList<LedgerOutcome>> AppendAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<EntryDraft> drafts,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(drafts.Count, BatchLimit);
        ChartOfAccounts chart = await _chart.ForAsync(connection, drafts, cancellation);
        return await new LedgerAppend(connection, transaction, chart, _time.GetUtcNow())
            .RunAsync(drafts, cancellation);
    }

    /// <summary>
    /// Posts one draft durably. Callers that wait at the same time share a transaction; each has its own outcome.
    /// </summary>
    /// <exception cref="TimeoutException">
    /// The queue was full, or the database slow, for too long. It may be posted yet: the same key again tells.
    /// </exception>
    public Task<LedgerOutcome> PostAsync(EntryDraft draft, CancellationToken cancellation) =>
        _queue.Value.DoAsync(draft, cancellation);

    public async Task<ChartOfAccounts> ReadChartAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await _database.ConnectAsync(cancellation);
        return await _chart.ReloadAsync(connection, cancellation);
    }

    /// <summary>Opens what is not there yet, for instance the revenue account of a new charge.</summary>
    /// <returns>Whether it was opened now.</returns>
    public async Task<bool> OpenAccountAsync(
        LedgerAccount account, string title, AccountKind kind, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await _database.ConnectAsync(cancellation);
        bool opened = await LedgerChart.OpenAsync(connection, account, title, kind, cancellation);
        await _chart.ReloadAsync(connection, cancellation);
        return opened;
    }

    /// <returns>Zeros for a contract to which nothing was ever posted.</returns>
    public async Task<LedgerStream> ReadStreamAsync(ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await _database.ConnectAsync(cancellation);
        await using NpgsqlCommand command = new(
            $"SELECT {StreamRows.Columns} FROM ledger_stream WHERE contract = $1", connection);
        command.AddValue(contract.Value);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? StreamRows.Read(reader) : LedgerStream.Empty(contract);
    }

    /// <summary>The entries of one contract, oldest first.</summary>
    public async IAsyncEnumerable<LedgerEntry> ReadEntriesAsync(
        ContractNumber contract, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await _database.ConnectAsync(cancellation);
        ChartOfAccounts chart = await _chart.ReloadAsync(connection, cancellation);
        await using NpgsqlCommand command = new(
            $"SELECT {EntryRows.Columns} FROM ledger_entry WHERE contract = $1 ORDER BY version", connection);
        command.AddValue(contract.Value);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return EntryRows.Read(reader, chart);
        }
    }

    /// <summary>What waits to be posted is posted first.</summary>
    public ValueTask DisposeAsync() => _queue.IsValueCreated ? _queue.Value.DisposeAsync() : ValueTask.CompletedTask;
}
