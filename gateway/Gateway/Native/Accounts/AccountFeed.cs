using System.Data.Common;
using Microsoft.Extensions.Options;
using Strangler.Postgres.Accounts;

namespace Strangler.Gateway.Native.Accounts;

/// <summary>
/// Keeps the accounts in memory up to date with the database. While that is down the last known ones stay; a change is
/// in force within <see cref="NativeOptions.AccountsRefresh"/>.
/// </summary>
/// <param name="store">Null where no database is configured: nobody is known.</param>
internal sealed partial class AccountFeed(
    AccountStore? store, IOptions<NativeOptions> options, TimeProvider clock, ILogger<AccountFeed> logger)
    : BackgroundService
{
    private AccountBook? _current;
    private bool _reachable = true;

    /// <summary>Null until they have been read once.</summary>
    public AccountBook? Current => Volatile.Read(ref _current);

    /// <summary>Reads them; false where the database does not answer.</summary>
    public async Task<bool> RefreshAsync(AccountStore accounts, CancellationToken cancellation)
    {
        try
        {
            AccountBook read = new(await accounts.ListAsync(cancellation));
            if (Current is null || !_reachable)
            {
                Log.InForce(logger, read.Count);
            }

            PutInForce(read);
            return _reachable = true;
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            if (_reachable)
            {
                Log.Lost(logger, error.Message);
            }

            return _reachable = false;
        }
    }

    internal void PutInForce(AccountBook accounts) => Volatile.Write(ref _current, accounts);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store is null || options.Value.Authentication == "off")
        {
            return;
        }

        using PeriodicTimer timer = new(options.Value.AccountsRefresh, clock);
        do
        {
            await RefreshAsync(store, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1402, LogLevel.Information, "{Count} accounts are known to the native core")]
        public static partial void InForce(ILogger logger, int count);

        [LoggerMessage(1403, LogLevel.Warning, "The accounts cannot be read; those known stay: {Why}")]
        public static partial void Lost(ILogger logger, string why);
    }
}
