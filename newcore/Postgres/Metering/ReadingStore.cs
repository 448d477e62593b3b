using Npgsql;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>
/// Keeps readings, each once, and what their water costs so far, in one transaction: when it returns, what was sent may
/// be acknowledged. Not for several threads; any number of stores at once.
/// </summary>
public sealed class ReadingStore(
    Database database, DeviceRegistry registry, GroupCalendars calendars, RunningTariffs tariffs, TimeProvider time)
{
    /// <summary>Samples of one batch.</summary>
    public const int MostSamples = 20_000;

    private const int Tries = 5;

    /// <param name="quarantined">What came with them and could not be read: kept in the same transaction.</param>
    /// <param name="counts">What became of the messages around them; kept with what becomes of the samples.</param>
    /// <returns>What became of each.</returns>
    /// <exception cref="ArgumentException">More than <see cref="MostSamples"/>.</exception>
    /// <exception cref="NpgsqlException">Nothing was kept.</exception>
    public Task<SampleFate[]> StoreAsync(
        IReadOnlyList<MeterSample> samples, IReadOnlyList<QuarantinedMessage> quarantined, IntakeCounts counts,
        CancellationToken cancellation) => StoreAsync(samples, quarantined, counts, null, cancellation);

    /// <summary>Keeps what a quarantined message says, and ends it.</summary>
    /// <exception cref="PostgresException">It is not open: nothing was kept.</exception>
    public Task<SampleFate[]> ReplayAsync(
        IReadOnlyList<MeterSample> samples, IntakeCounts counts, long quarantined, string who,
        CancellationToken cancellation) =>
        StoreAsync(samples, [], counts, () => MeterQuarantine.Replayed(quarantined, who), cancellation);

    private async Task<SampleFate[]> StoreAsync(
        IReadOnlyList<MeterSample> samples, IReadOnlyList<QuarantinedMessage> quarantined, IntakeCounts counts,
        Func<NpgsqlBatchCommand>? more, CancellationToken cancellation)
    {
        if (samples.Count > MostSamples)
        {
            throw new ArgumentException($"At most {MostSamples} samples.", nameof(samples));
        }

        await registry.PrepareAsync(samples, cancellation);
        await calendars.PrepareAsync(cancellation);
        for (int tried = 1; ; tried++)
        {
            try
            {
                return await StoreOnceAsync(samples, quarantined, counts, more, cancellation);
            }
            catch (PostgresException failure) when (failure.IsTransient && tried < Tries)
            {
                // Such as a deadlock with a recount: nothing stands.
            }
        }
    }

    private async Task<SampleFate[]> StoreOnceAsync(
        IReadOnlyList<MeterSample> samples, IReadOnlyList<QuarantinedMessage> quarantined, IntakeCounts counts,
        Func<NpgsqlBatchCommand>? more, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        ReadingWork work = new(samples, registry);
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        work.Hold(await StandingRows.HoldAsync(connection, work.Contracts, cancellation));
        new ReadingWalk(work, calendars, now).Take(await AroundAsync(connection, work, cancellation));
        if (work.Readings.Count > 0)
        {
            await ReadingCopy.WriteAsync(connection, work.Readings, now, cancellation);
        }

        await Recounting.DoAsync(connection, work, cancellation);
        await using NpgsqlBatch batch = new(connection);
        if (work.Changed is { Count: > 0 } changed)
        {
            batch.BatchCommands.Add(StandingRows.Write(changed));
        }

        await ChargeRows.AddAsync(connection, batch, work, tariffs, now, cancellation);
        AlertRows.Add(batch, work.Alerts);
        if (quarantined.Count > 0)
        {
            batch.BatchCommands.Add(MeterQuarantine.Add(quarantined));
        }

        if (more is not null)
        {
            batch.BatchCommands.Add(more());
        }

        IntakeCounts all = counts.And(work.Fates);
        batch.BatchCommands.Add(all.Write(now));
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return work.Fates;
    }

    private static async Task<Dictionary<int, Neighbours>> AroundAsync(
        NpgsqlConnection connection, ReadingWork work, CancellationToken cancellation)
    {
        List<int> late = work.LatePlaces();
        if (late.Count == 0)
        {
            return [];
        }

        List<Neighbours> found = await Neighbours.OfAsync(
            connection, [.. late.Select(place => work.Device(place).Number)],
            [.. late.Select(place => work.Sample(place).At)], cancellation);
        return late.Zip(found).ToDictionary();
    }
}
