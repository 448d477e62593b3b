using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Metering;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Metering;

/// <summary>
/// Counts cycles again from the kept readings, where one came late, or was decided on, and moved their bounds: what it
/// was counted as before does not matter.
/// </summary>
internal static class Recounting
{
    /// <summary>Meters and cycles of one question: about a second, with a month of hourly readings each.</summary>
    private const int MostAtOnce = 2_000;

    public static async Task DoAsync(NpgsqlConnection connection, ReadingWork work, CancellationToken cancellation)
    {
        if (work.Recounts.Count == 0)
        {
            return;
        }

        List<MeteredCycle> cycles = await CyclesAsync(connection, work, cancellation);
        List<(MeteredCycle Cycle, MeterUse Use)> counted = [];
        foreach (MeteredCycle[] some in cycles.Chunk(MostAtOnce))
        {
            await CountAsync(connection, some, counted, cancellation);
        }

        HashSet<(int, int)> again = [.. counted.Select(one => (one.Cycle.Device.Number, one.Cycle.Days.Number))];
        work.Closed.RemoveAll(one => again.Contains((one.Device, one.Cycle.Number)));
        foreach ((MeteredCycle cycle, MeterUse use) in counted)
        {
            Take(work, work.Standing(cycle.Device), cycle.Days, use);
        }
    }

    /// <summary>Of each device its earliest cycle to be counted again, and all that are known after it.</summary>
    private static async Task<List<MeteredCycle>> CyclesAsync(
        NpgsqlConnection connection, ReadingWork work, CancellationToken cancellation)
    {
        Dictionary<int, (MeteredDevice Device, int Since)> devices = [];
        foreach ((MeteredDevice device, CycleDays cycle) in work.Recounts)
        {
            int since = devices.TryGetValue(device.Number, out (MeteredDevice, int Since) known)
                ? Math.Min(known.Since, cycle.Number) : cycle.Number;
            devices[device.Number] = (device, since);
        }

        List<ClosedCycle> kept = await ClosedCycleRows.OfDevicesAsync(connection, devices.Values, cancellation);
        IEnumerable<(int Device, CycleDays Days)> all =
        [
            .. kept.Concat(work.Closed).Select(one => (one.Device, one.Cycle)),
            .. work.Recounts.Select(one => (one.Device.Number, one.Cycle)),
            .. devices.Keys.Select(device => (device, work.Standing(device).Cycle)),
        ];
        return
        [
            .. from one in all
               where devices.TryGetValue(one.Device, out (MeteredDevice, int Since) known)
                   && one.Days.Number >= known.Since
               group one.Days by (one.Device, one.Days.Number) into same
               orderby same.Key.Device, same.Key.Number
               select new MeteredCycle(devices[same.Key.Device].Device, same.First()),
        ];
    }

    private static void Take(ReadingWork work, MeterStanding standing, CycleDays cycle, MeterUse used)
    {
        if (cycle.Number == standing.Cycle.Number)
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
            work.Closed.Add(new ClosedCycle(
                standing.Contract, standing.Device, cycle, used.Opening, used.Litres, used.Closing.At));
        }

        work.Corrected.Add((standing.Contract, cycle.Number));
    }

    /// <summary>Those of which anything was counted.</summary>
    private static async Task CountAsync(
        NpgsqlConnection connection, MeteredCycle[] cycles, List<(MeteredCycle, MeterUse)> counted,
        CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(MeterUse.Sql)
                    .With<int>([.. cycles.Select(one => one.Device.Number)], NpgsqlDbType.Integer)
                    .With([.. cycles.Select(one => LocalMidnight.Of(one.Days.From))], NpgsqlDbType.TimestampTz)
                    .With(
                        [.. cycles.Select(one => LocalMidnight.Of(one.Days.To.AddDays(1)))], NpgsqlDbType.TimestampTz)
                    .With<long>([.. cycles.Select(one => one.Device.TurnsAt)], NpgsqlDbType.Bigint),
            },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        for (int at = 0; await reader.ReadAsync(cancellation); at++)
        {
            if (MeterUse.Read(reader) is { } used)
            {
                counted.Add((cycles[at], used));
            }
        }
    }

    private readonly record struct MeteredCycle(MeteredDevice Device, CycleDays Days);
}
