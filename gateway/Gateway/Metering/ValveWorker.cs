using System.Data.Common;
using System.Text;
using Strangler.Core.Valves;
using Strangler.Meters.Mqtt;
using Strangler.Meters.Valves;
using Strangler.Postgres;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Valves;

namespace Strangler.Gateway.Metering;

/// <summary>
/// Sends commands to valves and hears what meters say of them. What is sent was written down as sent before; what is
/// heard is acknowledged when it is kept. Any number of workers at once, and each may die at any moment.
/// </summary>
public sealed partial class ValveWorker(
    IMqttClient client, Database database, string name, IMeterTally tally, TimeProvider time,
    ILogger<ValveWorker> logger, ValveRules? rules = null)
{
    /// <summary>Valves that are looked at together.</summary>
    public const int MostClaimed = 100;

    /// <summary>Unreadable messages kept a minute; what is above it is counted only.</summary>
    private const int MostQuarantined = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ValveDispatch _dispatch = new(database, time, rules);
    private readonly ValvePrepaid _prepaid = new(database, time, rules);
    private readonly ValveIntake _intake = new(database, time, rules);
    private readonly QuarantineBudget _budget = new(MostQuarantined, time);

    /// <summary>Until it is told to stop; the client must be started.</summary>
    /// <exception cref="MqttException">Another took the session over, or the broker refuses us.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task sending = SendAllAsync(ended.Token);
        Task hearing = HearAllAsync(ended.Token);
        try
        {
            await await Task.WhenAny(sending, hearing);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(sending, hearing).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Orders what prepaid credit asks for, and sends what is due, once.</summary>
    /// <returns>How many messages were to be sent.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        await _prepaid.OrderAsync(MostClaimed, cancellation);
        if (!client.IsConnected)
        {
            return 0;
        }

        IReadOnlyList<ValveSending> due = await _dispatch.ClaimAsync(MostClaimed, cancellation);
        await Task.WhenAll(due.Select(one => PublishAsync(one, cancellation)));
        return due.Count;
    }

    /// <summary>Waits for messages, keeps them, and acknowledges them.</summary>
    public async Task HearAsync(CancellationToken cancellation)
    {
        using MqttBatch messages = await client.ReceiveAsync(ValveIntake.MostMessages, cancellation);
        IntakeCounts counts = new(name);
        List<QuarantinedMessage> unreadable = [];
        List<ValveHeard> heard = Read(messages, counts, unreadable);
        QuarantineShare share = new(_budget);
        IReadOnlyDictionary<string, long> outcomes = await KeepAsync(
            () => _intake.ApplyAsync(heard, unreadable, share.Admit, counts, cancellation), cancellation);
        await client.AcknowledgeAsync(messages, cancellation);
        tally.Kept(outcomes, messages.Count);
    }

    private async Task SendAllAsync(CancellationToken stopping)
    {
        while (true)
        {
            int sent = await KeepAsync(() => SendDueAsync(stopping), stopping);
            if (sent < MostClaimed)
            {
                await Task.Delay(Pause, time, stopping);
            }
        }
    }

    private async Task HearAllAsync(CancellationToken stopping)
    {
        while (true)
        {
            await HearAsync(stopping);
        }
    }

    private async Task PublishAsync(ValveSending sending, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        MqttOutgoing? message = sending.IsAsk
            ? ValveWire.Ask(
                sending.Command.Device, sending.IsVoid ? sending.Command.Id : null, sending.Command.DueAt - now)
            : ValveWire.Command(sending.Command, now);
        if (message is null || now >= sending.Until)
        {
            // Held up for long: the next look at it is another worker's, perhaps.
            return;
        }

        MqttPublishResult result = await client.PublishAsync(message, cancellation);
        if (result.Outcome == MqttPublishOutcome.NotSent)
        {
            await _dispatch.NotSentAsync(sending, cancellation);
        }
        else if (result.Outcome == MqttPublishOutcome.Refused)
        {
            Log.Refused(logger, result.Reason);
        }
    }

    private List<ValveHeard> Read(MqttBatch messages, IntakeCounts counts, List<QuarantinedMessage> unreadable)
    {
        DateTimeOffset now = time.GetUtcNow();
        List<ValveHeard> heard = [];
        foreach (ref readonly MqttMessage message in messages.Messages)
        {
            string topic = Encoding.UTF8.GetString(message.Topic.Span);
            switch (ValveReader.Read(message.Topic.Span, message.Payload))
            {
                case ValveMessage.Answered one:
                    heard.Add(new ValveHeard(one.Device, one.Ack, null, topic, message.Payload.ToArray(), now));
                    break;
                case ValveMessage.Reported one:
                    heard.Add(new ValveHeard(one.Device, null, one.Report, topic, message.Payload.ToArray(), now));
                    break;
                case ValveMessage.Unreadable bad:
                    string reason = "valve-" + Words.Of(bad.Reason);
                    counts.Add("quarantined:" + reason);
                    unreadable.Add(new QuarantinedMessage(now, topic, message.Payload.ToArray(), reason, bad.Detail));
                    break;
            }
        }

        return heard;
    }

    /// <summary>Until the database does it.</summary>
    private async Task<T> KeepAsync<T>(Func<Task<T>> work, CancellationToken stopping)
    {
        for (TimeSpan pause = Pause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await work();
            }
            catch (Exception failure) when (failure is DbException or TimeoutException
                && !stopping.IsCancellationRequested)
            {
                Log.NotKept(logger, failure, pause);
            }

            await Task.Delay(pause, time, stopping);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 2310, Level = LogLevel.Warning,
            Message = "Commands of valves wait for the database; tried again in {Pause}.")]
        public static partial void NotKept(ILogger logger, Exception failure, TimeSpan pause);

        [LoggerMessage(
            EventId = 2311, Level = LogLevel.Warning,
            Message = "The broker refused a message to a valve ({Reason}); it is tried again later.")]
        public static partial void Refused(ILogger logger, MqttReason reason);
    }
}
