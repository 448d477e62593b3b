using System.Data.Common;
using System.Threading.Channels;
using Strangler.Core.Metering;
using Strangler.Meters.Mqtt;
using Strangler.Meters.Payloads;
using Strangler.Postgres.Metering;

namespace Strangler.Gateway.Metering;

/// <summary>
/// Takes meters' messages from one session of a broker, keeps them, and only then acknowledges them. While one batch is
/// kept the next one is read; memory holds three of them at most. While the database is away nothing is acknowledged,
/// and the broker keeps what comes.
/// </summary>
public sealed partial class MeterWorker(
    IMqttClient client, MeterIntake intake, PayloadDecoder decoder, string name, IMeterTally tally, TimeProvider time,
    ILogger<MeterWorker> logger)
{
    /// <summary>Messages of a batch.</summary>
    public const int MostMessages = 4_000;

    /// <summary>Fewer than this wait a little, so that a transaction keeps more of them.</summary>
    private const int FewMessages = 1_000;

    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Told how long the database was away, when it is back.</summary>
    public Action<TimeSpan>? HeldUp { get; init; }

    /// <summary>Until it is told to stop; the client must be started.</summary>
    /// <exception cref="MqttException">Another took the session over, or the broker refuses us.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        Channel<(MqttBatch Messages, IntakeBatch Read)> ready =
            Channel.CreateBounded<(MqttBatch, IntakeBatch)>(1);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task reading = ReadAllAsync(ready.Writer, ended.Token);
        Task keeping = KeepAllAsync(ready.Reader, ended.Token);
        try
        {
            await await Task.WhenAny(reading, keeping);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(reading, keeping).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            while (ready.Reader.TryRead(out (MqttBatch Messages, IntakeBatch) left))
            {
                left.Messages.Dispose();
            }
        }
    }

    private async Task ReadAllAsync(
        ChannelWriter<(MqttBatch, IntakeBatch)> ready, CancellationToken stopping)
    {
        while (true)
        {
            MqttBatch messages = await client.ReceiveAsync(MostMessages, stopping);
            try
            {
                IntakeBatch read = new(name, decoder);
                DateTimeOffset now = time.GetUtcNow();
                foreach (ref readonly MqttMessage message in messages.Messages)
                {
                    read.Add(message.Topic, message.Payload, now);
                }

                int count = messages.Count;
                await ready.WriteAsync((messages, read), stopping);
                if (count < FewMessages)
                {
                    await Task.Delay(Linger, time, stopping);
                }
            }
            catch
            {
                messages.Dispose();
                throw;
            }
        }
    }

    private async Task KeepAllAsync(
        ChannelReader<(MqttBatch Messages, IntakeBatch Read)> ready, CancellationToken stopping)
    {
        await foreach ((MqttBatch messages, IntakeBatch read) in ready.ReadAllAsync(stopping))
        {
            using (messages)
            {
                IReadOnlyList<SampleFate> fates = await KeepAsync(read, stopping);
                await client.AcknowledgeAsync(messages, stopping);
                tally.Kept(read.Counts.And(fates).Counted, messages.Count);
            }
        }
    }

    /// <summary>Until the database has it.</summary>
    private async Task<IReadOnlyList<SampleFate>> KeepAsync(IntakeBatch read, CancellationToken stopping)
    {
        long began = time.GetTimestamp();
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                IReadOnlyList<SampleFate> fates = await intake.KeepAsync(read, stopping);
                if (pause > FirstPause)
                {
                    HeldUp?.Invoke(time.GetElapsedTime(began));
                }

                return fates;
            }
            catch (Exception failure) when (failure is DbException or TimeoutException)
            {
                Log.NotKept(logger, failure, read.Samples.Count, pause);
            }

            await Task.Delay(pause, time, stopping);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 2300, Level = LogLevel.Warning,
            Message = "{Count} readings could not be kept; tried again in {Pause}.")]
        public static partial void NotKept(ILogger logger, Exception failure, int count, TimeSpan pause);
    }
}
