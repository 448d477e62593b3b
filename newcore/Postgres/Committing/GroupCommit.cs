using System.Threading.Channels;
using Npgsql;

namespace Strangler.Postgres.Committing;

/// <summary>
/// Group commit: whoever waits while one transaction is written to disk goes into the next one together. One writer, so
/// that items of a contract keep the order in which they came. Items must be safe to try again.
/// </summary>
internal sealed class GroupCommit<TItem, TOutcome> : IAsyncDisposable
{
    private const int Tries = 3;

    private readonly Database _database;
    private readonly GroupWork<TItem, TOutcome> _work;
    private readonly Func<IReadOnlyList<TOutcome>, Task>? _committed;
    private readonly GroupLimits _limits;
    private readonly TimeProvider _time;
    private readonly Channel<Waiting> _queue;
    private readonly Task _writing;

    /// <param name="committed">
    /// What is still to be done before the callers hear of it; the next transaction does not wait for it. It never
    /// throws.
    /// </param>
    public GroupCommit(
        Database database, GroupWork<TItem, TOutcome> work, GroupLimits limits, TimeProvider time,
        Func<IReadOnlyList<TOutcome>, Task>? committed = null)
    {
        (_database, _work, _limits, _time, _committed) = (database, work, limits, time, committed);
        _queue = Channel.CreateBounded<Waiting>(
            new BoundedChannelOptions(limits.Waiting) { SingleReader = true });
        _writing = Task.Run(WriteAllAsync);
    }

    public async Task<TOutcome> DoAsync(TItem item, CancellationToken cancellation)
    {
        Waiting waiting = new(item, cancellation);
        Task<TOutcome> doing = EnqueueAsync(waiting, cancellation);
        try
        {
            return await doing.WaitAsync(_limits.Wait, _time, cancellation);
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

    private async Task<TOutcome> EnqueueAsync(Waiting waiting, CancellationToken cancellation)
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
            IReadOnlyList<TOutcome> outcomes = await CommitAsync([.. batch.Select(one => one.Item)]);
            _ = EndAsync([.. batch], outcomes);
        }
        catch (PostgresException) when (batch.Count > 1)
        {
            // The server refused the batch, for one item perhaps: the others must not fail with it.
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

    private async Task EndAsync(Waiting[] done, IReadOnlyList<TOutcome> outcomes)
    {
        try
        {
            await (_committed?.Invoke(outcomes) ?? Task.CompletedTask);
        }
        finally
        {
            // It is done, whatever else went wrong: whoever waits is told.
            for (int at = 0; at < done.Length; at++)
            {
                done[at].End(outcomes[at]);
            }
        }
    }

    private async Task<IReadOnlyList<TOutcome>> CommitAsync(TItem[] items)
    {
        for (int tried = 1; ; tried++)
        {
            using CancellationTokenSource limit = new(_limits.Wait, _time);
            try
            {
                await using NpgsqlConnection connection = await _database.ConnectAsync(limit.Token);
                await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(limit.Token);
                IReadOnlyList<TOutcome> outcomes = await _work(connection, transaction, items, limit.Token);
                await transaction.CommitAsync(limit.Token);
                return outcomes;
            }
            catch (PostgresException failure) when (failure.IsTransient && tried < Tries)
            {
                // Such as a deadlock with a billing run: nothing stands, and the keys make a second try safe.
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The database did not do it within {_limits.Wait.TotalSeconds:F0} s.");
            }
        }
    }

    /// <summary>An item whose caller waits.</summary>
    private sealed class Waiting(TItem item, CancellationToken cancellation)
    {
        private const int Queued = 0;
        private const int Begun = 1;
        private const int GivenUp = 2;

        private readonly TaskCompletionSource<TOutcome> _outcome = new(
            TaskCreationOptions.RunContinuationsAsynchronously);

        private int _state = Queued;

        public TItem Item => item;

        public Task<TOutcome> Outcome => _outcome.Task;

        public bool Begin() => !cancellation.IsCancellationRequested
            && Interlocked.CompareExchange(ref _state, Begun, Queued) == Queued;

        public void GiveUp() => Interlocked.CompareExchange(ref _state, GivenUp, Queued);

        public void End(TOutcome outcome) => _outcome.TrySetResult(outcome);

        public void Fail(Exception failure) => _outcome.TrySetException(failure);
    }
}
