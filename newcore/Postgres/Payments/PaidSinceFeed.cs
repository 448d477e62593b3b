using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments;

/// <summary>
/// Keeps what was paid natively at hand: all of it at first, then each contract whose payments change, whoever takes
/// them. While the database is away the last known stays.
/// </summary>
public sealed partial class PaidSinceFeed(
    Database database, TimeProvider clock, ILogger<PaidSinceFeed> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A connection that only seems to live is found by asking.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RefreshLimit = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan ReadingLimit = TimeSpan.FromSeconds(30);

    /// <summary>Contracts of one reading.</summary>
    private const int Page = 5_000;

    /// <summary>Contracts of one announcement: well below the 8,000 bytes that one may have.</summary>
    private const int Announced = 500;

    private readonly Lock _lock = new();

    /// <summary>Marks this process's own announcements: what they say is known here when they come.</summary>
    private readonly string _name = Guid.NewGuid().ToString("N");

    /// <summary>Own changes that could not be read at once.</summary>
    private readonly HashSet<int> _missed = [];

    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the next reading will read; null while nobody waits.</summary>
    private Reading? _next;

    private bool _reading;

    /// <summary>Lies over every debt book.</summary>
    public PaidSince Paid { get; } = new();

    /// <summary>Done when all that was paid is known.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>Runs until it is cancelled, and ends without an exception.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Log.Interrupted(logger, error);
                await Task.Delay(Pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>What is announced of changes, in the transaction that makes them.</summary>
    /// <param name="feed">Of the process that makes them, and calls <see cref="TryRefreshAsync"/> then; or
    /// null.</param>
    public static IEnumerable<string> Announce(IEnumerable<ContractNumber> contracts, PaidSinceFeed? feed) =>
        contracts.Chunk(Announced).Select(some => string.Create(
            CultureInfo.InvariantCulture, $"{string.Join(',', some.Select(one => one.Value))} {feed?._name}"));

    /// <summary>
    /// For who has just changed something here: others hear of it by the announcement. Whoever waits while a reading
    /// is under way goes into the next one together.
    /// </summary>
    public async Task TryRefreshAsync(IReadOnlyCollection<ContractNumber> contracts)
    {
        try
        {
            await RefreshAsync(contracts.Select(one => one.Value)).WaitAsync(RefreshLimit, clock);
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            Log.Interrupted(logger, error);
            foreach (ContractNumber contract in contracts)
            {
                Doubt(contract);
            }
        }
    }

    /// <summary>What is known of a contract may be old: it is read again before long.</summary>
    public void Doubt(ContractNumber contract)
    {
        lock (_lock)
        {
            _missed.Add(contract.Value);
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        HashSet<int> told = [];
        connection.Notification += (_, notice) => Hear(notice.Payload, told);
        await using (NpgsqlCommand listen = new($"LISTEN {PaymentSql.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        await LoadAllAsync(connection, cancellation);
        _loaded.TrySetResult();
        await using NpgsqlCommand ask = new("SELECT 1", connection);
        while (true)
        {
            await connection.WaitAsync(AskAgain, cancellation);
            await ask.ExecuteNonQueryAsync(cancellation);
            TakeMissed(told);
            foreach (int[] changed in told.Chunk(Page))
            {
                await RefreshAsync(changed).WaitAsync(cancellation);
            }

            told.Clear();
        }
    }

    private void Hear(string announcement, HashSet<int> told)
    {
        int space = announcement.IndexOf(' ', StringComparison.Ordinal);
        if (!announcement.AsSpan(space + 1).SequenceEqual(_name))
        {
            ReadOnlySpan<char> contracts = announcement.AsSpan(0, space);
            foreach (Range one in contracts.Split(','))
            {
                told.Add(int.Parse(contracts[one], NumberStyles.None, CultureInfo.InvariantCulture));
            }
        }
    }

    private void TakeMissed(HashSet<int> told)
    {
        lock (_lock)
        {
            told.UnionWith(_missed);
            _missed.Clear();
        }
    }

    private async Task LoadAllAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        for (int last = int.MinValue; ;)
        {
            List<int> page = [];
            await using (NpgsqlCommand command = new(PaymentSql.Changed, connection))
            {
                command.AddValue(last);
                command.AddValue(Page);
                await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
                while (await reader.ReadAsync(cancellation))
                {
                    page.Add(reader.GetInt32(0));
                }
            }

            if (page.Count == 0)
            {
                return;
            }

            await RefreshAsync(page).WaitAsync(cancellation);
            last = page[^1];
        }
    }

    /// <summary>Done when a reading that began after this call is in place.</summary>
    private Task RefreshAsync(IEnumerable<int> contracts)
    {
        lock (_lock)
        {
            _next ??= new Reading();
            _next.Contracts.UnionWith(contracts);
            if (!_reading)
            {
                _reading = true;
                _ = Task.Run(ReadWaitingAsync);
            }

            return _next.Done.Task;
        }
    }

    /// <summary>One reading after the other, so that no older one replaces a newer.</summary>
    private async Task ReadWaitingAsync()
    {
        while (true)
        {
            Reading reading;
            lock (_lock)
            {
                if (_next is null)
                {
                    _reading = false;
                    return;
                }

                (reading, _next) = (_next, null);
            }

            try
            {
                using CancellationTokenSource limit = new(ReadingLimit, clock);
                await LoadAsync([.. reading.Contracts], limit.Token);
                reading.Done.SetResult();
            }
            catch (Exception failure)
            {
                reading.Done.SetException(failure);
            }
        }
    }

    private async Task LoadAsync(int[] contracts, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(PaymentSql.PlanOnce),
                new NpgsqlBatchCommand(PaymentSql.Contracts).With(contracts, NpgsqlDbType.Integer),
            },
        };
        await using NpgsqlDataReader row = await batch.ExecuteReaderAsync(cancellation);
        await row.NextResultAsync(cancellation);
        HashSet<int> asImported = [.. contracts];
        while (await row.ReadAsync(cancellation))
        {
            asImported.Remove(row.GetInt32(0));
            Paid.Set(new ContractNumber(row.GetInt32(0)), new ContractPaid(
                Settled(row), new AccountBalance(
                    new Money(row.GetInt64(1)), new Money(row.GetInt64(2)), new Money(row.GetInt64(3))),
                row.GetBoolean(4)));
        }

        foreach (int contract in asImported)
        {
            Paid.Set(new ContractNumber(contract), null);
        }
    }

    private static Dictionary<int, Money> Settled(NpgsqlDataReader row)
    {
        int[] invoices = row.GetFieldValue<int[]>(5);
        long[] amounts = row.GetFieldValue<long[]>(6);
        return invoices.Zip(amounts).ToDictionary(one => one.First, one => new Money(one.Second));
    }

    /// <summary>Those who wait for one reading.</summary>
    private sealed class Reading
    {
        public HashSet<int> Contracts { get; } = [];

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static partial class Log
    {
        [LoggerMessage(3401, LogLevel.Warning, "What is paid natively is not kept up to date; trying again")]
        public static partial void Interrupted(ILogger logger, Exception error);
    }
}
