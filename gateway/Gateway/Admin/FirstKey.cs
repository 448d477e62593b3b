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
internal sealed partial class FirstKey(
    IServiceProvider services, IOptions<RoutingOptions> options, TimeProvider clock, ILogger<FirstKey> logger)
    : BackgroundService
{
    public const string Name = "first";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (services.GetService<Database>() is not { } database)
        {
            return;
        }

        TimeSpan pause = options.Value.FirstPause;
        while (!await TryAsync(database, stoppingToken))
        {
            await Task.Delay(pause, clock, stoppingToken);
            pause = pause * 2 < options.Value.LongestPause ? pause * 2 : options.Value.LongestPause;
        }
    }

    private async Task<bool> TryAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            await new Migrator(database).MigrateAsync(cancellation);
            if (await new ApiKeyStore(database).AddFirstAsync(Name, "gateway", cancellation) is { } key)
            {
                await Console.Error.WriteLineAsync(
                    $"\nThe first API key, shown only now (X-Api-Key at /admin/routes):\n\n    {key.Reveal()}\n");
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
