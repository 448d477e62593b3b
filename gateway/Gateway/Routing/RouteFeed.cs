using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;
using Strangler.Postgres;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>
/// Keeps the routes in force up to date: told of every change by the database, with a look at the version every few
/// seconds in case an announcement is lost. While the database is down the last known routes stay in force.
/// </summary>
/// <param name="database">Null where none is configured: everything goes to legacy.</param>
internal sealed partial class RouteFeed(
    Database? database, LastKnownRoutes lastKnown, OperationModes modes, RouteMetrics metrics,
    IOptions<RoutingOptions> options, TimeProvider clock, ILogger<RouteFeed> logger) : BackgroundService
{
    private readonly RoutingOptions _options = options.Value;
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RouteTable _current = RouteTable.AllLegacy;
    private TimeSpan _pause = options.Value.FirstPause;
    private bool _loaded;
    private bool _migrated;

    /// <summary>Lock-free; a request takes it once and plans by it.</summary>
    public RouteTable Current => Volatile.Read(ref _current);

    /// <summary>Returns with routes in force: the database's if it answers in time, else the last known.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database is null)
        {
            Log.NoDatabase(logger);
        }
        else if (await lastKnown.LoadAsync(cancellationToken) is { } routes)
        {
            PutInForce(routes);
        }

        await base.StartAsync(cancellationToken);
        if (database is not null)
        {
            await Task.WhenAny(_tried.Task, Task.Delay(_options.StartWait, clock, cancellationToken));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (database is not null && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(database, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, it must not end the feed, for requests would go on by ever older routes.
                Log.Lost(logger, Current.Version, error is DbException ? error.Message : error.ToString());
            }
            catch (OperationCanceledException)
            {
                return;
            }

            _tried.TrySetResult();
            await Task.Delay(_pause, clock, stoppingToken).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            _pause = _pause * 2 < _options.LongestPause ? _pause * 2 : _options.LongestPause;
        }
    }

    /// <summary>Runs until the connection breaks.</summary>
    private async Task FollowAsync(Database open, CancellationToken cancellation)
    {
        if (!_migrated)
        {
            await new Migrator(open).MigrateAsync(cancellation);
            _migrated = true;
        }

        await using NpgsqlConnection connection = await open.ConnectAsync(cancellation);
        // After a crash or a restored backup the same version may be of other routes.
        _loaded = false;
        bool told = false;
        connection.Notification += (_, _) => told = true;
        await using (NpgsqlCommand listen = new($"LISTEN {RouteStore.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        while (true)
        {
            // An announcement may also arrive while something is read; only then would waiting miss it.
            told = false;
            await RefreshAsync(connection, cancellation);
            if (!told)
            {
                await connection.WaitAsync(_options.Recheck, cancellation);
            }
        }
    }

    private async Task RefreshAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        long version = await RouteStore.VersionAsync(connection, cancellation);
        metrics.Contacted();
        _pause = _options.FirstPause;
        if (!_loaded || version != Current.Version)
        {
            RouteSnapshot routes = await RouteStore.LoadAsync(connection, cancellation);
            PutInForce(routes);
            _loaded = true;
            _tried.TrySetResult();
            await lastKnown.SaveAsync(routes, cancellation);
        }
    }

    private void PutInForce(RouteSnapshot routes)
    {
        RouteTable table = RouteTable.Build(routes, modes);
        Volatile.Write(ref _current, table);
        metrics.InForce(table.Version);
        Log.InForce(logger, table.Version, routes.Routes.Count, routes.Kills.Count);
        if (table.UnknownRoutes > 0)
        {
            Log.Unknown(logger, table.UnknownRoutes);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Information, "No database is configured: everything goes to legacy")]
        public static partial void NoDatabase(ILogger logger);

        [LoggerMessage(
            1102, LogLevel.Information, "Routes of version {Version} are in force: {Routes} routes, {Kills} kills")]
        public static partial void InForce(ILogger logger, long version, int routes, int kills);

        [LoggerMessage(
            1103, LogLevel.Warning, "The database cannot be reached; routes of version {Version} stay: {Why}")]
        public static partial void Lost(ILogger logger, long version, string why);

        [LoggerMessage(1104, LogLevel.Warning, "{Count} routes are not understood; is this gateway out of date?")]
        public static partial void Unknown(ILogger logger, int count);
    }
}
