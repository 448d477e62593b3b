using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Metering;

/// <summary>Says which meter a device is.</summary>
public sealed class DeviceRegistration(Database database)
{
    /// <summary>
    /// The meters of the extract that are read remotely, by their serial number. Each begins where its last reading
    /// left it. A contract's rows come with its meters: whoever adds readings finds them. $3 and $4: sizes and what can
    /// pass.
    /// </summary>
    private const string ExtractSql = """
        WITH added AS (
            INSERT INTO meter_device (
                device, contract, meter, turns_at, since, until, registered_by, has_valve, highest_flow)
            SELECT m.serial_number, c.number, m.id, least(10 ^ m.dials, 10 ^ 9)::bigint * 1000,
                m.installed::timestamp AT TIME ZONE 'America/Mexico_City',
                (m.removed + 1)::timestamp AT TIME ZONE 'America/Mexico_City', $1, $3,
                (SELECT q.flow FROM unnest($4, $5) AS q (size, flow)
                 ORDER BY q.size < m.size_mm, abs(q.size - m.size_mm) LIMIT 1)
            FROM legacy_meter m JOIN legacy_contract c ON c.service_point = m.service_point
            WHERE (m.telemetry OR $2) AND m.serial_number <> '' AND c.until IS NULL AND m.dials BETWEEN 1 AND 9
            ON CONFLICT (device) DO NOTHING
            RETURNING contract, number, meter),
        begun AS (
            INSERT INTO meter_standing (contract, device, last_at, last_litres, changed_at, heard_at)
            SELECT a.contract, a.number, r.read_at, coalesce(r.dials, 0)::bigint * 1000, r.read_at, r.read_at
            FROM added a LEFT JOIN LATERAL (
                SELECT r.read_at, r.dials FROM legacy_reading r
                WHERE r.contract = a.contract AND r.meter = a.meter AND r.dials >= 0
                ORDER BY r.read_at DESC LIMIT 1) r ON true
            RETURNING device, last_at, last_litres),
        read AS (
            INSERT INTO meter_reading (device, at, litres, flags, state, received_at)
            SELECT device, last_at, last_litres, 0, 'R', now() FROM begun WHERE last_at IS NOT NULL)
        SELECT count(*)::integer FROM begun
        """;

    private const string OneSql = """
        WITH added AS (
            INSERT INTO meter_device (device, contract, turns_at, since, registered_by, has_valve, highest_flow)
            SELECT $1, c.number, $3, $4, $5, $6, $7 FROM legacy_contract c WHERE c.number = $2
            ON CONFLICT (device) DO NOTHING
            RETURNING contract, number)
        INSERT INTO meter_standing (contract, device) SELECT contract, number FROM added
        """;

    private const string ValveSql =
        "UPDATE meter_device SET has_valve = true WHERE device = $1 AND contract = $2 AND NOT has_valve";

    private const string FlowSql =
        "UPDATE meter_device SET highest_flow = $3 WHERE device = $1 AND contract = $2";

    /// <summary>0 is where the size is not known.</summary>
    private static readonly int[] Sizes = [0, .. MeterSizes.Sizes];

    /// <param name="all">Also meters that the extract does not call remotely read.</param>
    /// <param name="hasValve">Of those that are new; the extract does not say it.</param>
    /// <returns>How many were new.</returns>
    public async Task<int> FromExtractAsync(
        string who, bool all, bool hasValve, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ExtractSql).With(
            who, all, hasValve, Sizes, Sizes.Select(size => MeterSizes.HighestFlow(size)).ToArray());
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>A device that the extract does not know.</summary>
    /// <returns>False where it is registered already, or there is no such contract.</returns>
    /// <exception cref="ArgumentException">The name is empty or longer than any.</exception>
    public async Task<bool> AddAsync(NewDevice added, string who, CancellationToken cancellation)
    {
        if (added.Device.Length is 0 or > MeterSample.LongestDevice)
        {
            throw new ArgumentException($"A device has 1 to {MeterSample.LongestDevice} characters.", nameof(added));
        }

        await using NpgsqlCommand command = database.Command(OneSql).With(
            added.Device, added.Contract.Value, added.TurnsAt, added.Since, who, added.HasValve, added.HighestFlow);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>A device that is registered already turns out to have a valve.</summary>
    /// <returns>False where that was known, or the contract has no such device.</returns>
    public async Task<bool> AddValveAsync(string device, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ValveSql).With(device, contract.Value);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>From now on so much can pass the device; workers know it within minutes.</summary>
    /// <param name="highestFlow">Litres an hour.</param>
    /// <returns>False where it is no device of the contract.</returns>
    public async Task<bool> SetHighestFlowAsync(
        string device, ContractNumber contract, long highestFlow, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(FlowSql).With(device, contract.Value, highestFlow);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
