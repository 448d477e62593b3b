using Microsoft.Extensions.Options;
using Strangler.Meters.Mqtt;
using Strangler.Postgres;

namespace Strangler.Gateway.Metering;

/// <summary>Takes readings for as long as the gateway runs. One that ends by itself begins again.</summary>
internal sealed partial class MeterService(
    Database? database, IOptions<MetersOptions> options, MeterMetrics metrics, TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = loggers.CreateLogger<MeterService>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database is null || options.Value.Broker is null)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(database, stoppingToken);
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

    private async Task RunAsync(Database known, CancellationToken stopping)
    {
        MetersOptions meters = options.Value;
        MeterSessions sessions = new(
            MeterConnection.Of(meters, Tell), known, meters.Worker, metrics, time, loggers);
        await sessions.RunAsync(stopping);
    }

    private void Tell(MqttNotice notice)
    {
        if (notice.Connected)
        {
            Log.Connected(_logger, notice.SessionPresent);
        }
        else
        {
            Log.Lost(_logger, notice.Reason, notice.Text);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 2301, Level = LogLevel.Information,
            Message = "Connected to the broker of meters; it kept our session: {Kept}.")]
        public static partial void Connected(ILogger logger, bool kept);

        [LoggerMessage(
            EventId = 2302, Level = LogLevel.Warning,
            Message = "The broker of meters is away ({Reason}): {Text}")]
        public static partial void Lost(ILogger logger, MqttReason reason, string text);

        [LoggerMessage(
            EventId = 2303, Level = LogLevel.Error,
            Message = "Meters are not read; tried again in {Pause}.")]
        public static partial void Ended(ILogger logger, Exception failure, TimeSpan pause);
    }
}
