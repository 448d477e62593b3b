using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
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

    private static readonly TimeSpan RefreshLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ReadingLimit = TimeSpan.FromSeconds(30);

    /// <summary>Contracts of one reading.</summary>
    private const int Page = 5_000;

    private readonly Lock _lock = new();

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

    /// <summary>
    /// For who has just changed something here: others hear of it by the announcement. Whoever waits while a reading
    /// is under way goes into the next one together.
    /// </summary>
    public async Task TryRefreshAsync(ContractNumber contract)
    {
        try
        {
            await RefreshAsync([contract.Value]).WaitAsync(RefreshLimit, clock);
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            Log.Interrupted(logger, error);
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        HashSet<int> told = [];
        connection.Notification += (_, notice) => told.Add(int.Parse(notice.Payload, CultureInfo.InvariantCulture));
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
            foreach (int[] changed in told.Chunk(Page))
            {
                await RefreshAsync(changed).WaitAsync(cancellation);
            }

            told.Clear();
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
        await using NpgsqlBatch batch = new(connection);
        batch.BatchCommands.Add(OfContracts(PaymentSql.Settled, contracts));
        batch.BatchCommands.Add(OfContracts(PaymentSql.Contracts, contracts));
        await using NpgsqlDataReader row = await batch.ExecuteReaderAsync(cancellation);
        Dictionary<int, Dictionary<int, Money>> settled = [];
        while (await row.ReadAsync(cancellation))
        {
            if (!settled.TryGetValue(row.GetInt32(0), out Dictionary<int, Money>? invoices))
            {
                settled.Add(row.GetInt32(0), invoices = []);
            }

            invoices.Add(row.GetInt32(1), new Money(row.GetInt64(2)));
        }

        await row.NextResultAsync(cancellation);
        HashSet<int> asImported = [.. contracts];
        while (await row.ReadAsync(cancellation))
        {
            asImported.Remove(row.GetInt32(0));
            Paid.Set(new ContractNumber(row.GetInt32(0)), new ContractPaid(
                settled.GetValueOrDefault(row.GetInt32(0), []), new AccountBalance(
                    new Money(row.GetInt64(1)), new Money(row.GetInt64(2)), new Money(row.GetInt64(3))),
                row.GetBoolean(4)));
        }

        foreach (int contract in asImported)
        {
            Paid.Set(new ContractNumber(contract), null);
        }
    }

    private static NpgsqlBatchCommand OfContracts(string sql, int[] contracts) => new(sql)
    {
        Parameters = { new NpgsqlParameter<int[]> { TypedValue = contracts } },
    };

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
