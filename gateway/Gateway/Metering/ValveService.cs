using Microsoft.Extensions.Options;
using Strangler.Meters.Mqtt;
using Strangler.Postgres;

namespace Strangler.Gateway.Metering;

/// <summary>
/// Commands valves for as long as the gateway runs, by a connection of its own: answers do not queue behind readings.
/// </summary>
internal sealed partial class ValveService(
    Database? database, IOptions<MetersOptions> options, IMeterTally tally, TimeProvider time, ILoggerFactory loggers)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = loggers.CreateLogger<ValveService>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database is null || options.Value.Broker is null || !options.Value.Valves)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using MqttClient client = new(MeterConnection.OfValves(options.Value, Tell), time);
                client.Start();
                await new ValveWorker(
                    client, database, options.Value.Worker + "-valves", tally, time,
                    loggers.CreateLogger<ValveWorker>()).RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.Ended(_logger, failure, Pause);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private void Tell(MqttNotice notice)
    {
        if (!notice.Connected)
        {
            Log.Lost(_logger, notice.Reason, notice.Text);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 2312, Level = LogLevel.Warning,
            Message = "The broker of valves is away ({Reason}): {Text}")]
        public static partial void Lost(ILogger logger, MqttReason reason, string text);

        [LoggerMessage(
            EventId = 2313, Level = LogLevel.Error,
            Message = "Valves are not commanded; tried again in {Pause}.")]
        public static partial void Ended(ILogger logger, Exception failure, TimeSpan pause);
    }
}
