using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Ledger;

/// <summary>Posts one batch within a transaction: lock and read the streams, decide, write.</summary>
/// <remarks>
/// A stream that is not there cannot be locked, so a row is made for it before. A large batch, a billing run's for
/// instance, saves that: it writes new streams with their first entries, and where another transaction was first with
/// one of them, gives all its locks back and begins again as a small one does.
/// </remarks>
internal sealed class LedgerAppend(
    NpgsqlConnection connection, NpgsqlTransaction transaction, ChartOfAccounts chart, DateTimeOffset now)
{
    private const int Seconds = 120;

    /// <summary>Drafts from which writing each new stream once is worth the savepoint, and copying entries the trips.
    /// </summary>
    private const int Large = 100;

    /// <summary>So that there is a row to lock.</summary>
    private const string Begin = """
        INSERT INTO ledger_stream (contract) SELECT * FROM unnest($1) ON CONFLICT DO NOTHING
        """;

    /// <summary>In the order of contracts, so that writers do not wait for each other in a circle.</summary>
    private const string Lock = $"""
        SELECT s.* FROM unnest($1) AS wanted (number) CROSS JOIN LATERAL (
            SELECT {StreamRows.Columns} FROM ledger_stream WHERE contract = wanted.number FOR UPDATE) AS s
        """;

    /// <summary>After the lock: what another transaction posted under the same key is seen.</summary>
    private const string SameKey = $"""
        SELECT e.* FROM unnest($1, $2) AS wanted (number, key) CROSS JOIN LATERAL (
            SELECT {EntryRows.Columns} FROM ledger_entry
            WHERE contract = wanted.number AND idempotency_key = wanted.key OFFSET 0) AS e
        """;

    private const string Mark = "SAVEPOINT ledger_append";

    private const string BackToMark = "ROLLBACK TO SAVEPOINT ledger_append";

    private readonly Dictionary<int, LedgerStream> _streams = [];
    private readonly HashSet<int> _missing = [];
    private readonly Dictionary<(int Contract, string Key), LedgerEntry> _first = [];
    private readonly HashSet<int> _touched = [];
    private readonly List<LedgerEntry> _posted = [];
    private readonly DayTotals _totals = new();

    public async Task<LedgerOutcome[]> RunAsync(IReadOnlyList<EntryDraft> drafts, CancellationToken cancellation)
    {
        LedgerOutcome?[] outcomes = [.. drafts.Select(draft => DraftCheck.Check(draft, chart))];
        EntryDraft[] sound = [.. drafts.Where((_, at) => outcomes[at] is null)];
        if (sound.Length == 0)
        {
            return outcomes!;
        }

        await ReadAsync(sound, sound.Length < Large ? [Begin] : [Mark], cancellation);
        LedgerOutcome[] decided = Decide(drafts, outcomes);
        if (!await AddMissingAsync(cancellation))
        {
            Forget();
            await ReadAsync(sound, [BackToMark, Begin], cancellation);
            decided = Decide(drafts, outcomes);
        }

        await WriteAsync(cancellation);
        return decided;
    }

    private async Task ReadAsync(
        EntryDraft[] drafts, IEnumerable<string> before, CancellationToken cancellation)
    {
        int[] contracts = [.. drafts.Select(draft => draft.Contract.Value).Distinct().Order()];
        await using NpgsqlBatch batch = new(connection, transaction) { Timeout = Seconds };
        foreach (string sql in before)
        {
            NpgsqlBatchCommand command = new(sql);
            batch.BatchCommands.Add(sql == Begin ? command.With(contracts, NpgsqlDbType.Integer) : command);
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock).With(contracts, NpgsqlDbType.Integer));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SameKey)
            .With(Array.ConvertAll(drafts, draft => draft.Contract.Value), NpgsqlDbType.Integer)
            .With(Array.ConvertAll(drafts, draft => draft.IdempotencyKey), NpgsqlDbType.Text));
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            LedgerStream stream = StreamRows.Read(reader);
            _streams.Add(stream.Contract.Value, stream);
        }

        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            LedgerEntry entry = EntryRows.Read(reader, chart);
            _first[(entry.Contract.Value, entry.Content.IdempotencyKey)] = entry;
        }

        foreach (int contract in contracts)
        {
            if (_streams.TryAdd(contract, LedgerStream.Empty(new ContractNumber(contract))))
            {
                _missing.Add(contract);
            }
        }
    }

    private LedgerOutcome[] Decide(IReadOnlyList<EntryDraft> drafts, LedgerOutcome?[] refused)
    {
        LedgerOutcome[] outcomes = new LedgerOutcome[drafts.Count];
        for (int at = 0; at < outcomes.Length; at++)
        {
            outcomes[at] = refused[at] ?? Decide(drafts[at]);
        }

        return outcomes;
    }

    private void Forget()
    {
        _streams.Clear();
        _missing.Clear();
        _first.Clear();
        _touched.Clear();
        _posted.Clear();
        _totals.Clear();
    }

    /// <summary>Writes the streams that begin now, as they stand after these entries.</summary>
    /// <returns>False where another transaction began one of them: what it wrote is then to be read.</returns>
    private async Task<bool> AddMissingAsync(CancellationToken cancellation)
    {
        LedgerStream[] begun =
        [
            .. _missing.Where(_touched.Contains).Order().Select(contract => _streams[contract]),
        ];
        if (begun.Length == 0)
        {
            return true;
        }

        await using NpgsqlBatch batch = new(connection, transaction) { Timeout = Seconds };
        batch.BatchCommands.Add(StreamRows.Add(begun));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    private LedgerOutcome Decide(EntryDraft draft)
    {
        ref LedgerStream stream = ref CollectionsMarshal.GetValueRefOrNullRef(_streams, draft.Contract.Value);
        ref LedgerEntry? first = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _first, (draft.Contract.Value, draft.IdempotencyKey), out _)!;
        LedgerOutcome outcome = LedgerDecisions.Decide(stream, draft, first, chart, now);
        if (outcome is LedgerOutcome.Posted(LedgerEntry entry))
        {
            stream = stream.Apply(entry, chart);
            first = entry;
            _touched.Add(draft.Contract.Value);
            _posted.Add(entry);
            _totals.Add(entry, chart);
        }

        return outcome;
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        if (_posted.Count == 0)
        {
            return;
        }

        bool many = _posted.Count >= Large;
        if (many)
        {
            await EntryRows.CopyAsync(connection, _posted, chart, cancellation);
        }

        LedgerStream[] went =
        [
            .. _touched.Where(contract => !_missing.Contains(contract)).Order().Select(contract => _streams[contract]),
        ];
        await using NpgsqlBatch batch = new(connection, transaction) { Timeout = Seconds };
        if (!many)
        {
            batch.BatchCommands.Add(EntryRows.Add(_posted, chart));
        }

        if (went.Length > 0)
        {
            batch.BatchCommands.Add(StreamRows.Write(went));
        }

        batch.BatchCommands.Add(_totals.Write());
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
