using System.Data.Common;
using Microsoft.Extensions.Options;
using Strangler.Gateway.Routing;
using Strangler.Postgres;
using Strangler.Postgres.Keys;

namespace Strangler.Gateway.Admin;

/// <summary>
/// Makes the first API key when there has never been one, and prints it once: to the terminal, for logs are kept and
/// sent elsewhere.
/// </summary>
/// <param name="database">Null where none is configured.</param>
internal sealed partial class FirstKey(
    Database? database, TextWriter terminal, IOptions<RoutingOptions> options, TimeProvider clock,
    ILogger<FirstKey> logger)
    : BackgroundService
{
    public const string Name = "first";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TimeSpan pause = options.Value.FirstPause;
        while (database is not null && !await TryAsync(database, stoppingToken))
        {
            await Task.Delay(pause, clock, stoppingToken);
            pause = pause * 2 < options.Value.LongestPause ? pause * 2 : options.Value.LongestPause;
        }
    }

    private async Task<bool> TryAsync(Database open, CancellationToken cancellation)
    {
        try
        {
            await new Migrator(open).MigrateAsync(cancellation);
            if (await new ApiKeyStore(open).AddFirstAsync(Name, "gateway", cancellation) is { } key)
            {
                await terminal.WriteLineAsync(
                    "\nThe first API key, shown only now (header X-Api-Key at /admin and /api)"
                    + $":\n\n    {key.Reveal()}\n");
                Log.Made(logger, key.Id);
            }

            return true;
        }
        catch (Exception error) when (error is DbException or MigrationException or TimeoutException)
        {
            Log.NotYet(logger, error.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1303, LogLevel.Information, "The first API key was made and shown on the terminal: {Id}")]
        public static partial void Made(ILogger logger, string id);

        [LoggerMessage(1304, LogLevel.Warning, "Whether there is an API key is not known yet: {Why}")]
        public static partial void NotYet(ILogger logger, string why);
    }
}
