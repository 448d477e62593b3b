using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Core.Readings;

namespace Strangler.Postgres.Metering;

/// <summary>
/// Takes decisions on questioned readings, each once and in one transaction that holds the contract's rows, as those do
/// who add readings: what is counted afterwards is what a recount of the kept readings gives. Not for several threads.
/// </summary>
public sealed class ReadingDecisions(Database database, TimeProvider time)
{
    /// <summary>In the counts of what came, and the cause of a changed charge.</summary>
    public const string Cause = "staff";

    private const int Tries = 5;

    private readonly DeviceRegistry _registry = new(database, time);
    private readonly GroupCalendars _calendars = new(database, time);
    private readonly RunningTariffs _tariffs = new(database, time);

    /// <exception cref="NpgsqlException">Nothing was changed.</exception>
    public async Task<DecisionOutcome> DecideAsync(DecisionOrder order, CancellationToken cancellation)
    {
        MeterSample[] asked = [new(order.Device, order.At, 0, null, MeterFlags.None)];
        await _registry.PrepareAsync(asked, cancellation);
        await _calendars.PrepareAsync(cancellation);
        if (_registry.Find(order.Device) is not { } device)
        {
            return new DecisionOutcome.UnknownDevice();
        }

        for (int tried = 1; ; tried++)
        {
            try
            {
                return await DecideOnceAsync(
                    order, device, new ReadingWork(asked, _registry) { Cause = Cause }, cancellation);
            }
            catch (PostgresException failure) when (failure.IsTransient && tried < Tries)
            {
                // Nothing stands.
            }
        }
    }

    private async Task<DecisionOutcome> DecideOnceAsync(
        DecisionOrder order, MeteredDevice device, ReadingWork work, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        work.Hold(await StandingRows.HoldAsync(connection, work.Contracts, cancellation));
        DecidedReading? found = await DecisionRows.FindAsync(connection, device.Number, order.At, cancellation);
        if (found is null || !found.IsQuestioned)
        {
            return WhyNot(order, found);
        }

        QuestionedReadings kept = await DecisionRows.AroundAsync(
            connection, device.Number, new CountAt(order.At, found.Litres), cancellation);
        MeterStanding standing = work.Standing(device);
        StaffVerdict verdict = QuestionedJudge.Decide(order.Decision, standing.State, kept, device.Rules);
        if (verdict is not StaffVerdict.Taken taken)
        {
            return new DecisionOutcome.Refused(((StaffVerdict.Refused)verdict).Why, kept.After);
        }

        long last = await DecisionRows.LastChangeAsync(connection, device.Contract, cancellation);
        Set(work, device, standing, taken, order.At);
        await WriteAsync(connection, device, work, taken, found.Litres, order, cancellation);
        List<ChargeChange> changes = await DecisionRows.ChangesAsync(
            connection, device.Contract, last, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DecisionOutcome.Done(
            taken.Rated.Count, taken.Rated[^1].At,
            kept.Later.Count - taken.Rated.Count(one => one.At > order.At), changes);
    }

    private static DecisionOutcome WhyNot(DecisionOrder order, DecidedReading? found) => found switch
    {
        null => new DecisionOutcome.UnknownReading(),
        { Decision: null } => new DecisionOutcome.RatedAlready(),
        { Decision: { } decision } when decision != order.Decision =>
            new DecisionOutcome.DecidedOtherwise(decision, found.Who, found.When),
        _ => new DecisionOutcome.Repeated(found.Who, found.When),
    };

    /// <summary>Where the meter stands, and which cycles are to be counted again.</summary>
    private void Set(
        ReadingWork work, MeteredDevice device, MeterStanding standing, StaffVerdict.Taken taken, DateTimeOffset at)
    {
        MeterConditions before = standing.State.Open;
        if (standing.Cycle.Number > 0)
        {
            work.Recounts.Add((device, standing.Cycle));
            work.Late.Add((device.Contract, standing.Cycle));
        }

        standing.Set(taken.State);
        foreach (CountAt rated in taken.Rated)
        {
            if (_calendars.Of(device.Group, LocalDay.Of(rated.At)) is { } cycle)
            {
                work.Recounts.Add((device, cycle));
                work.Late.Add((device.Contract, cycle));
                standing.Cycle = cycle.Number > standing.Cycle.Number ? cycle : standing.Cycle;
            }
        }

        MeterConditions after = taken.State.Open;
        if (before != after)
        {
            work.Alerts.Add(new AlertChange(standing.Contract, device.Number, after & ~before, before & ~after, at));
        }
    }

    private async Task WriteAsync(
        NpgsqlConnection connection, MeteredDevice device, ReadingWork work, StaffVerdict.Taken taken, long litres,
        DecisionOrder order, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using (NpgsqlBatch rate = new(connection)
        {
            BatchCommands = { DecisionRows.Rate(device.Number, taken.Rated, order) },
        })
        {
            await rate.ExecuteNonQueryAsync(cancellation);
        }

        await Recounting.DoAsync(connection, work, cancellation);
        await using NpgsqlBatch batch = new(connection);
        batch.BatchCommands.Add(StandingRows.Write(work.Changed));
        await ChargeRows.AddAsync(connection, batch, work, _tariffs, now, cancellation);
        AlertRows.Add(batch, work.Alerts);
        batch.BatchCommands.Add(DecisionRows.Write(device.Number, litres, taken.Rated, order, now));
        batch.BatchCommands.Add(Moved(taken.Rated.Count).Write(now));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What came and what became of it still add up.</summary>
    private static IntakeCounts Moved(int rated)
    {
        IntakeCounts counts = new(Cause);
        counts.Add("informational:questioned", -rated);
        counts.Add("rated", rated);
        return counts;
    }
}
