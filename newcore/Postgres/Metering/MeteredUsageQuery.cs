using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Core.Rating;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Metering;

/// <summary>What meters counted, from the kept readings.</summary>
public sealed class MeteredUsageQuery(Database database) : IMeteredUsage
{
    private const string DevicesSql =
        "SELECT number, turns_at FROM meter_device WHERE contract = $1 ORDER BY number";

    /// <summary>
    /// What was counted within an hour, by the hour of the later count: as people are told of it. $1: the contract, $2
    /// and $3: from and until.
    /// </summary>
    private const string HoursSql = """
        SELECT date_trunc('hour', u.at), sum(u.used)::bigint FROM (
            SELECT r.at, CASE WHEN r.state = 'S' THEN 0 ELSE
                (r.litres - lag(r.litres) OVER (PARTITION BY r.device ORDER BY r.at) + d.turns_at) % d.turns_at
                END AS used
            FROM meter_device d
            JOIN meter_reading r ON r.device = d.number AND r.state <> 'Q' AND r.at < $3 AND r.at >= coalesce((
                SELECT max(b.at) FROM meter_reading b WHERE b.device = d.number AND b.state <> 'Q' AND b.at < $2), $2)
            WHERE d.contract = $1) u
        WHERE u.at >= $2 AND u.used IS NOT NULL GROUP BY 1 ORDER BY 1
        """;

    public async Task<MeteredUsage?> OfAsync(
        ContractNumber contract, DateOnly first, DateOnly last, bool byHour, CancellationToken cancellation)
    {
        (int[] devices, long[] turns) = await DevicesAsync(contract, cancellation);
        if (devices.Length == 0)
        {
            return null;
        }

        DateTimeOffset from = LocalMidnight.Of(first);
        DateTimeOffset until = LocalMidnight.Of(last.AddDays(1));
        long litres = 0;
        DateTimeOffset? countedAt = null;
        await using NpgsqlCommand command = database.Command(MeterUse.Sql).With(
            devices, Enumerable.Repeat(from, devices.Length).ToArray(),
            Enumerable.Repeat(until, devices.Length).ToArray(), turns);
        await using (NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                if (MeterUse.Read(reader) is { } used)
                {
                    litres += used.Litres;
                    countedAt = countedAt > used.Closing.At ? countedAt : used.Closing.At;
                }
            }
        }

        return new MeteredUsage(
            contract, first, last, litres, countedAt,
            byHour ? await PricedAsync(contract, first, last, cancellation) : []);
    }

    /// <summary>By the hour of the later count: only hours of these days, and nothing is guessed.</summary>
    /// <returns>As of <see cref="OfAsync"/>.</returns>
    public async Task<MeteredUsage?> CountedAsync(
        ContractNumber contract, DateOnly first, DateOnly last, CancellationToken cancellation) =>
        await OfAsync(contract, first, last, byHour: false, cancellation) is { } used
            ? used with
            {
                Slices = await HoursAsync(
                    contract, LocalMidnight.Of(first), LocalMidnight.Of(last.AddDays(1)), cancellation),
            }
            : null;

    private async Task<IReadOnlyList<UsageSlice>> PricedAsync(
        ContractNumber contract, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return (await UsageByHour.OfAsync(connection, [new UsageDays(contract, first, last)], cancellation))[0];
    }

    private async Task<(int[] Devices, long[] Turns)> DevicesAsync(
        ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(DevicesSql).With(contract.Value);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<(int Device, long Turns)> found = [];
        while (await reader.ReadAsync(cancellation))
        {
            found.Add((reader.GetInt32(0), reader.GetInt64(1)));
        }

        return ([.. found.Select(one => one.Device)], [.. found.Select(one => one.Turns)]);
    }

    private async Task<IReadOnlyList<UsageSlice>> HoursAsync(
        ContractNumber contract, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(HoursSql).With(contract.Value, from, until);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<UsageSlice> hours = [];
        while (await reader.ReadAsync(cancellation))
        {
            hours.Add(new UsageSlice(
                reader.GetFieldValue<DateTimeOffset>(0), (decimal)reader.GetInt64(1) / LitreCount.CubicMetre));
        }

        return hours;
    }
}
