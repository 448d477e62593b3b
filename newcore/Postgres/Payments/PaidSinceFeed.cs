using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments;

/// <summary>
/// Keeps what was paid natively at hand: all of it at first, then each contract whose payments change, whoever takes
/// them. While the database is away the last known stays.
/// </summary>
public sealed partial class PaidSinceFeed(
    Database database, TimeProvider clock, ILogger<PaidSinceFeed> logger) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A connection that only seems to live is found by asking.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RefreshLimit = TimeSpan.FromSeconds(2);

    /// <summary>One reads and puts in place at a time, so that no older reading replaces a newer one.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

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

    /// <summary>For who has just changed something here: others hear of it by the announcement.</summary>
    public async Task TryRefreshAsync(ContractNumber contract)
    {
        using CancellationTokenSource limit = new(RefreshLimit, clock);
        try
        {
            await LoadAsync(contract, limit.Token);
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException)
        {
            Log.Interrupted(logger, error);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        HashSet<int> told = [];
        connection.Notification += (_, notice) => told.Add(int.Parse(notice.Payload, CultureInfo.InvariantCulture));
        await using (NpgsqlCommand listen = new($"LISTEN {PaymentSql.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        await LoadAsync(contract: null, cancellation);
        _loaded.TrySetResult();
        await using NpgsqlCommand ask = new("SELECT 1", connection);
        while (true)
        {
            await connection.WaitAsync(AskAgain, cancellation);
            await ask.ExecuteNonQueryAsync(cancellation);
            int[] changed = [.. told];
            told.Clear();
            foreach (int contract in changed)
            {
                await LoadAsync(new ContractNumber(contract), cancellation);
            }
        }
    }

    /// <param name="contract">Null for all.</param>
    private async Task LoadAsync(ContractNumber? contract, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
            Dictionary<int, Dictionary<int, Money>> settled = [];
            await EachAsync(connection, PaymentSql.Settled, contract, row =>
            {
                if (!settled.TryGetValue(row.GetInt32(0), out Dictionary<int, Money>? invoices))
                {
                    settled.Add(row.GetInt32(0), invoices = []);
                }

                invoices.Add(row.GetInt32(1), new Money(row.GetInt64(2)));
            }, cancellation);
            bool found = false;
            await EachAsync(connection, PaymentSql.Contracts, contract, row =>
            {
                found = true;
                Paid.Set(new ContractNumber(row.GetInt32(0)), new ContractPaid(
                    settled.GetValueOrDefault(row.GetInt32(0), []), new AccountBalance(
                        new Money(row.GetInt64(1)), new Money(row.GetInt64(2)), new Money(row.GetInt64(3))),
                    row.GetBoolean(4)));
            }, cancellation);
            if (!found && contract is { } one)
            {
                Paid.Set(one, null);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task EachAsync(
        NpgsqlConnection connection, string sql, ContractNumber? contract, Action<NpgsqlDataReader> take,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection);
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Integer,
            Value = (object?)contract?.Value ?? DBNull.Value,
        });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            take(reader);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3401, LogLevel.Warning, "What is paid natively is not kept up to date; trying again")]
        public static partial void Interrupted(ILogger logger, Exception error);
    }
}
