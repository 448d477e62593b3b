using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Ledger;

/// <summary>Posts one batch within a transaction: lock and read the streams, decide, write.</summary>
internal sealed class LedgerAppend(
    NpgsqlConnection connection, NpgsqlTransaction transaction, ChartOfAccounts chart, DateTimeOffset now)
{
    private const int Seconds = 120;

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

    private readonly Dictionary<int, LedgerStream> _streams = [];
    private readonly Dictionary<(int Contract, string Key), LedgerEntry> _first = [];
    private readonly HashSet<int> _touched = [];
    private readonly List<LedgerEntry> _posted = [];
    private readonly DayTotals _totals = new();

    public async Task<LedgerOutcome[]> RunAsync(IReadOnlyList<EntryDraft> drafts, CancellationToken cancellation)
    {
        LedgerOutcome?[] outcomes = [.. drafts.Select(draft => DraftCheck.Check(draft, chart))];
        EntryDraft[] sound = [.. drafts.Where((_, at) => outcomes[at] is null)];
        if (sound.Length > 0)
        {
            await ReadAsync(sound, cancellation);
            for (int at = 0; at < outcomes.Length; at++)
            {
                outcomes[at] ??= Decide(drafts[at]);
            }

            await WriteAsync(cancellation);
        }

        return outcomes!;
    }

    private async Task ReadAsync(EntryDraft[] drafts, CancellationToken cancellation)
    {
        int[] contracts = [.. drafts.Select(draft => draft.Contract.Value).Distinct().Order()];
        await using NpgsqlBatch batch = new(connection, transaction) { Timeout = Seconds };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Begin).With(contracts, NpgsqlDbType.Integer));
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

        await EntryRows.CopyAsync(connection, _posted, chart, cancellation);
        LedgerStream[] streams = [.. _touched.Order().Select(contract => _streams[contract])];
        await using NpgsqlBatch batch = new(connection, transaction) { Timeout = Seconds };
        batch.BatchCommands.Add(StreamRows.Write(streams));
        batch.BatchCommands.Add(_totals.Write());
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
