using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Metering;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Metering;

/// <summary>
/// Counts cycles again from the kept readings, where one came late and moved their bounds: what it was counted as
/// before does not matter.
/// </summary>
internal static class Recounting
{
    public static async Task DoAsync(NpgsqlConnection connection, ReadingWork work, CancellationToken cancellation)
    {
        foreach (IGrouping<MeteredDevice, CycleDays> late in work.Recounts
            .GroupBy(one => one.Device, one => one.Cycle))
        {
            MeterStanding standing = work.Standing(late.Key);
            CycleDays first = late.MinBy(cycle => cycle.Number);
            List<ClosedCycle> known = await ClosedCycleRows.OfDeviceAsync(
                connection, late.Key, first.Number, cancellation);
            CycleDays[] cycles =
            [
                .. known.Select(one => one.Cycle).Concat(late).Concat(work.Closed
                    .Where(one => one.Device == late.Key.Number).Select(one => one.Cycle))
                    .Append(standing.Cycle).Where(cycle => cycle.Number >= first.Number).Distinct(),
            ];
            foreach (CycleDays cycle in cycles)
            {
                if (await UsedAsync(connection, late.Key, cycle, cancellation) is { } used)
                {
                    Take(work, standing, cycle, used);
                }
            }
        }
    }

    private static void Take(ReadingWork work, MeterStanding standing, CycleDays cycle, MeterUse used)
    {
        if (cycle == standing.Cycle)
        {
            standing.Set(standing.State with
            {
                Opening = used.Opening,
                OpeningIsFixed = !cycle.Has(LocalDay.Of(used.Opening.At)),
                Used = used.Litres,
            });
        }
        else
        {
            work.Closed.RemoveAll(one => one.Device == standing.Device && one.Cycle == cycle);
            work.Closed.Add(new ClosedCycle(
                standing.Contract, standing.Device, cycle, used.Opening, used.Litres, used.Closing.At));
        }

        work.Corrected.Add((standing.Contract, cycle.Number));
    }

    private static async Task<MeterUse?> UsedAsync(
        NpgsqlConnection connection, MeteredDevice device, CycleDays cycle, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(MeterUse.Sql)
                    .With<int>([device.Number], NpgsqlDbType.Integer)
                    .With([LocalMidnight.Of(cycle.From)], NpgsqlDbType.TimestampTz)
                    .With([LocalMidnight.Of(cycle.To.AddDays(1))], NpgsqlDbType.TimestampTz)
                    .With<long>([device.TurnsAt], NpgsqlDbType.Bigint),
            },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? MeterUse.Read(reader) : null;
    }
}
