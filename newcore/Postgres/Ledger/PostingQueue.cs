using System.Threading.Channels;
using Npgsql;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Ledger;

/// <summary>Appends drafts within a transaction.</summary>
internal delegate Task<IReadOnlyList<LedgerOutcome>> AppendDrafts(
    NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<EntryDraft> drafts,
    CancellationToken cancellation);

/// <summary>
/// Group commit: whoever waits while one transaction is written to disk goes into the next one together. One writer, so
/// that drafts of a contract keep the order in which they came.
/// </summary>
internal sealed class PostingQueue : IAsyncDisposable
{
    private const int Tries = 3;

    private readonly Database _database;
    private readonly AppendDrafts _append;
    private readonly PostingQueueLimits _limits;
    private readonly TimeProvider _time;
    private readonly Channel<Waiting> _queue;
    private readonly Task _writing;

    public PostingQueue(Database database, AppendDrafts append, PostingQueueLimits limits, TimeProvider time)
    {
        (_database, _append, _limits, _time) = (database, append, limits, time);
        _queue = Channel.CreateBounded<Waiting>(
            new BoundedChannelOptions(limits.Waiting) { SingleReader = true });
        _writing = Task.Run(WriteAllAsync);
    }

    public async Task<LedgerOutcome> PostAsync(EntryDraft draft, CancellationToken cancellation)
    {
        Waiting waiting = new(draft, cancellation);
        Task<LedgerOutcome> posting = EnqueueAsync(waiting, cancellation);
        try
        {
            return await posting.WaitAsync(_limits.Wait, _time, cancellation);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            // Where its turn has not come, it never will.
            waiting.GiveUp();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
    }

    private async Task<LedgerOutcome> EnqueueAsync(Waiting waiting, CancellationToken cancellation)
    {
        if (!_queue.Writer.TryWrite(waiting))
        {
            await _queue.Writer.WriteAsync(waiting, cancellation);
        }

        return await waiting.Outcome;
    }

    private async Task WriteAllAsync()
    {
        List<Waiting> batch = new(_limits.Batch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < _limits.Batch && _queue.Reader.TryRead(out Waiting? next))
            {
                if (next.Begin())
                {
                    batch.Add(next);
                }
            }

            if (batch.Count > 0)
            {
                await WriteAsync(batch);
            }
        }
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        try
        {
            IReadOnlyList<LedgerOutcome> outcomes = await CommitAsync([.. batch.Select(one => one.Draft)]);
            for (int at = 0; at < batch.Count; at++)
            {
                batch[at].End(outcomes[at]);
            }
        }
        catch (PostgresException) when (batch.Count > 1)
        {
            // The server refused the batch, for one draft perhaps: the others must not fail with it.
            foreach (Waiting one in batch)
            {
                await WriteAsync([one]);
            }
        }
        catch (Exception failure)
        {
            foreach (Waiting one in batch)
            {
                one.Fail(failure);
            }
        }
    }

    private async Task<IReadOnlyList<LedgerOutcome>> CommitAsync(EntryDraft[] drafts)
    {
        for (int tried = 1; ; tried++)
        {
            using CancellationTokenSource limit = new(_limits.Wait, _time);
            try
            {
                await using NpgsqlConnection connection = await _database.ConnectAsync(limit.Token);
                await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(limit.Token);
                IReadOnlyList<LedgerOutcome> outcomes = await _append(connection, transaction, drafts, limit.Token);
                await transaction.CommitAsync(limit.Token);
                return outcomes;
            }
            catch (PostgresException failure) when (failure.IsTransient && tried < Tries)
            {
                // Such as a deadlock with a billing run: nothing stands, and the keys make a second try safe.
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The database did not post within {_limits.Wait.TotalSeconds:F0} s.");
            }
        }
    }

    /// <summary>A draft whose caller waits.</summary>
    private sealed class Waiting(EntryDraft draft, CancellationToken cancellation)
    {
        private const int Queued = 0;
        private const int Begun = 1;
        private const int GivenUp = 2;

        private readonly TaskCompletionSource<LedgerOutcome> _outcome = new(
            TaskCreationOptions.RunContinuationsAsynchronously);

        private int _state = Queued;

        public EntryDraft Draft => draft;

        public Task<LedgerOutcome> Outcome => _outcome.Task;

        public bool Begin() => !cancellation.IsCancellationRequested
            && Interlocked.CompareExchange(ref _state, Begun, Queued) == Queued;

        public void GiveUp() => Interlocked.CompareExchange(ref _state, GivenUp, Queued);

        public void End(LedgerOutcome outcome) => _outcome.TrySetResult(outcome);

        public void Fail(Exception failure) => _outcome.TrySetException(failure);
    }
}
