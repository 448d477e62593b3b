using System.Text;
using Npgsql;
using Strangler.Meters.Payloads;
using Strangler.Postgres;
using Strangler.Postgres.Metering;

namespace Strangler.Gateway.Metering;

/// <summary>
/// Reads quarantined messages again, as if they came now, and ends those that can be read, in the transaction that
/// keeps their readings. One caller at a time; of two processes at one message one has it.
/// </summary>
public sealed class QuarantineReplay
{
    /// <summary>In the counts of what came.</summary>
    public const string Worker = "replay";

    private readonly PayloadDecoder _decoder = new();
    private readonly DeviceRegistry _registry;
    private readonly ReadingStore _store;

    public QuarantineReplay(Database database, TimeProvider time)
    {
        _registry = new DeviceRegistry(database, time);
        _store = new ReadingStore(
            database, _registry, new GroupCalendars(database, time), new RunningTariffs(database, time), time);
    }

    /// <exception cref="NpgsqlException">The database is away: the message stays.</exception>
    public async Task<ReplayOutcome> ReplayAsync(
        QuarantinedMessage message, string who, CancellationToken cancellation)
    {
        IntakeBatch batch = new(Worker, _decoder);
        batch.Add(Encoding.UTF8.GetBytes(message.Topic), message.Payload, message.ReceivedAt);
        await _registry.PrepareAsync(batch.Samples, cancellation);
        batch.SetStrangersAside(_registry);
        if (batch.Quarantined is [QuarantinedMessage still, ..])
        {
            return new ReplayOutcome(message.Id, [], $"{still.Reason} {still.Detail}".TrimEnd());
        }

        // It was counted when it came: what came and what became of it still add up.
        batch.Counts.Add($"quarantined:{message.Reason}", -1);
        try
        {
            return new ReplayOutcome(
                message.Id,
                await _store.ReplayAsync(batch.Samples, batch.Counts, message.Id, who, cancellation), null);
        }
        catch (PostgresException refusal) when (MeterQuarantine.IsEndedAlready(refusal))
        {
            return new ReplayOutcome(message.Id, [], "It was ended meanwhile.");
        }
        catch (PostgresException refusal) when (MeterIntake.IsOfData(refusal))
        {
            return new ReplayOutcome(message.Id, [], $"The database refused it: {refusal.SqlState}.");
        }
    }
}
