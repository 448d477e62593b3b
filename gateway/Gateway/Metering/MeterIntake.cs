using Npgsql;
using Strangler.Core.Metering;
using Strangler.Postgres;
using Strangler.Postgres.Metering;

namespace Strangler.Gateway.Metering;

/// <summary>
/// Keeps batches of meters' messages. One batch at a time; what the database refuses of a batch is found and put into
/// quarantine, so that it holds up nothing else.
/// </summary>
public sealed class MeterIntake
{
    /// <summary>Unreadable messages kept a minute; what is above it is counted only.</summary>
    public const int MostQuarantined = 3_000;

    private readonly DeviceRegistry _registry;
    private readonly ReadingStore _store;
    private readonly QuarantineBudget _budget;
    private readonly TimeProvider _time;

    public MeterIntake(Database database, TimeProvider time)
    {
        _registry = new DeviceRegistry(database, time);
        _store = new ReadingStore(
            database, _registry, new GroupCalendars(database, time), new RunningTariffs(database, time), time);
        _budget = new QuarantineBudget(MostQuarantined, time);
        _time = time;
    }

    /// <returns>What became of the samples; when it returns, the messages may be acknowledged.</returns>
    /// <exception cref="NpgsqlException">The database is away: nothing was kept, and it may be tried again.</exception>
    public async Task<IReadOnlyList<SampleFate>> KeepAsync(IntakeBatch batch, CancellationToken cancellation)
    {
        await _registry.PrepareAsync(batch.Samples, cancellation);
        batch.SetStrangersAside(_registry);
        batch.Admit(_budget);
        try
        {
            return await _store.StoreAsync(batch.Samples, batch.Quarantined, batch.Counts, cancellation);
        }
        catch (PostgresException refusal) when (IsOfData(refusal) && batch.Samples.Count > 0)
        {
            return await KeepWithoutAsync(batch, refusal, cancellation);
        }
    }

    /// <summary>Halves until what is refused stands alone.</summary>
    private async Task<IReadOnlyList<SampleFate>> KeepWithoutAsync(
        IntakeBatch batch, PostgresException refusal, CancellationToken cancellation)
    {
        await _store.StoreAsync([], batch.Quarantined, batch.Counts, cancellation);
        List<SampleFate> fates = [];
        Stack<(int First, int Count, PostgresException Refusal)> left = new();
        left.Push((0, batch.Samples.Count, refusal));
        while (left.TryPop(out (int First, int Count, PostgresException Refusal) part))
        {
            List<MeterSample> samples = batch.Samples.GetRange(part.First, part.Count);
            IntakeCounts counts = batch.Counts.Empty();
            try
            {
                fates.AddRange(await _store.StoreAsync(samples, [], counts, cancellation));
            }
            catch (PostgresException again) when (IsOfData(again) && part.Count > 1)
            {
                int half = part.Count / 2;
                left.Push((part.First + half, part.Count - half, again));
                left.Push((part.First, half, again));
            }
            catch (PostgresException alone) when (IsOfData(alone))
            {
                counts.Add("quarantined:refused");
                await _store.StoreAsync([], [Refused(samples[0], alone)], counts, cancellation);
            }
        }

        return fates;
    }

    /// <summary>
    /// Data exceptions and broken constraints. Everything else (a session that was ended, a full disk) says nothing of
    /// the readings: they wait.
    /// </summary>
    internal static bool IsOfData(PostgresException refusal) =>
        refusal.SqlState.StartsWith("22", StringComparison.Ordinal)
        || refusal.SqlState.StartsWith("23", StringComparison.Ordinal);

    private QuarantinedMessage Refused(in MeterSample sample, PostgresException refusal) => new(
        _time.GetUtcNow(), $"aqua/v1/meters/{sample.Device}/readings", OwnReading.Write(sample), "refused",
        $"The database refused it: {refusal.SqlState}.");
}
