using System.Data.Common;
using Microsoft.Extensions.Options;
using Strangler.Postgres;
using Strangler.Postgres.Valves;

namespace Strangler.Gateway.Metering;

/// <summary>Keeps the metrics of valves up to date for as long as the gateway runs.</summary>
internal sealed partial class ValveWatch(
    Database? database, IOptions<MetersOptions> options, ValveMetrics metrics, TimeProvider time,
    ILogger<ValveWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database is null || options.Value.Broker is null || !options.Value.Valves)
        {
            return;
        }

        using PeriodicTimer timer = new(Every, time);
        try
        {
            do
            {
                await LookAsync(database, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private async Task LookAsync(Database open, CancellationToken stopping)
    {
        try
        {
            metrics.Saw(await ValveCounts.ReadAsync(open, time.GetUtcNow(), stopping));
        }
        catch (Exception failure) when (failure is DbException or TimeoutException)
        {
            Log.NotRead(logger, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2314, LogLevel.Warning, "Metrics of valves stay as they are for now: {Why}")]
        public static partial void NotRead(ILogger logger, string why);
    }
}
