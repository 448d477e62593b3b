using Microsoft.Extensions.Logging;
using Npgsql;
using Strangler.Core.Debts;
using Strangler.Postgres.Import;

namespace Strangler.Postgres.Debts;

/// <summary>
/// Keeps the newest <see cref="DebtBook"/> at hand: loads it, listens for imports, loads it again. While the database
/// is away the last book stays, and it is tried again at growing intervals.
/// </summary>
/// <remarks>While a new book is loaded the old one is still there: for that time there are two in memory.</remarks>
public sealed partial class DebtBookFeed(Database database, TimeProvider clock, ILogger<DebtBookFeed> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>A notice can be lost with a connection that seems to live; so the version is asked for too.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);

    private readonly DebtBookLoader _loader = new(database);
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DebtBook _current = DebtBook.Empty;
    private TimeSpan _pause = FirstPause;

    /// <summary>Empty until the first load.</summary>
    public DebtBook Current => Volatile.Read(ref _current);

    /// <summary>Done when a book has been loaded, be it one of nothing.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>Runs until it is cancelled, which is the only way it ends, and without an exception.</summary>
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
                // Whatever it is: native answers are an addition, and the gateway serves on without a newer book.
                Log.Interrupted(logger, error, _pause);
                await Task.Delay(_pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using (NpgsqlCommand listen = new($"LISTEN {Importer.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        while (true)
        {
            await using (NpgsqlCommand version = new("SELECT version FROM import_state", connection))
            {
                if ((long)(await version.ExecuteScalarAsync(cancellation))! != Current.Version
                    || !Loaded.IsCompleted)
                {
                    await LoadAsync(cancellation);
                }
            }

            _pause = FirstPause;
            await connection.WaitAsync(AskAgain, cancellation);
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        DebtBook book = await _loader.LoadAsync(cancellation);
        Volatile.Write(ref _current, book);
        _loaded.TrySetResult();
        Log.LoadedBook(logger, book.Version, book.Contracts, (long)clock.GetElapsedTime(started).TotalMilliseconds);
    }

    private static partial class Log
    {
        [LoggerMessage(
            3101, LogLevel.Information,
            "Debts of {Contracts} contracts loaded, version {Version}, in {Milliseconds} ms")]
        public static partial void LoadedBook(ILogger logger, long version, int contracts, long milliseconds);

        [LoggerMessage(3102, LogLevel.Warning, "Debts are not kept up to date; trying again in {Pause}")]
        public static partial void Interrupted(ILogger logger, Exception error, TimeSpan pause);
    }
}
