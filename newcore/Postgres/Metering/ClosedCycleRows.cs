using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Metering;

/// <summary>Cycles of meters that are over, as rows of meter_cycle.</summary>
internal static class ClosedCycleRows
{
    private const string WriteSql = """
        INSERT INTO meter_cycle AS c (
            contract, device, cycle, from_day, to_day, opening_at, opening_litres, used_litres, closing_at)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (contract, device, cycle) DO UPDATE SET opening_at = EXCLUDED.opening_at,
            opening_litres = EXCLUDED.opening_litres, used_litres = EXCLUDED.used_litres,
            closing_at = EXCLUDED.closing_at
        """;

    private const string OfDevicesSql = """
        SELECT c.contract, c.device, c.cycle, c.from_day, c.to_day, c.opening_at, c.opening_litres, c.used_litres,
            c.closing_at
        FROM unnest($1, $2, $3) AS w (contract, device, since)
        JOIN meter_cycle c ON c.contract = w.contract AND c.device = w.device AND c.cycle >= w.since
        ORDER BY c.contract, c.device, c.cycle
        """;

    private const string OfContractsSql = """
        SELECT c.contract, c.device, c.cycle, c.from_day, c.to_day, c.opening_at, c.opening_litres, c.used_litres,
            c.closing_at
        FROM unnest($1, $2) AS w (contract, cycle)
        JOIN meter_cycle c ON c.contract = w.contract AND c.cycle = w.cycle
        """;

    public static NpgsqlBatchCommand Write(IReadOnlyList<ClosedCycle> cycles) => new NpgsqlBatchCommand(WriteSql)
        .With<int>([.. cycles.Select(one => one.Contract.Value)], NpgsqlDbType.Integer)
        .With<int>([.. cycles.Select(one => one.Device)], NpgsqlDbType.Integer)
        .With<int>([.. cycles.Select(one => one.Cycle.Number)], NpgsqlDbType.Integer)
        .With<DateOnly>([.. cycles.Select(one => one.Cycle.From)], NpgsqlDbType.Date)
        .With<DateOnly>([.. cycles.Select(one => one.Cycle.To)], NpgsqlDbType.Date)
        .With<DateTimeOffset>([.. cycles.Select(one => one.Opening.At)], NpgsqlDbType.TimestampTz)
        .With<long>([.. cycles.Select(one => one.Opening.Litres)], NpgsqlDbType.Bigint)
        .With<long>([.. cycles.Select(one => one.UsedLitres)], NpgsqlDbType.Bigint)
        .With<DateTimeOffset>([.. cycles.Select(one => one.ClosingAt)], NpgsqlDbType.TimestampTz);

    /// <summary>Those of each device from a cycle on, by its number.</summary>
    public static Task<List<ClosedCycle>> OfDevicesAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(MeteredDevice Device, int Since)> devices,
        CancellationToken cancellation) =>
        ReadAsync(
            connection,
            new NpgsqlBatchCommand(OfDevicesSql)
                .With<int>([.. devices.Select(one => one.Device.Contract.Value)], NpgsqlDbType.Integer)
                .With<int>([.. devices.Select(one => one.Device.Number)], NpgsqlDbType.Integer)
                .With<int>([.. devices.Select(one => one.Since)], NpgsqlDbType.Integer),
            cancellation);

    /// <summary>All meters of these contracts and cycles.</summary>
    public static Task<List<ClosedCycle>> OfContractsAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(ContractNumber Contract, CycleDays Cycle)> cycles,
        CancellationToken cancellation) =>
        ReadAsync(
            connection,
            new NpgsqlBatchCommand(OfContractsSql)
                .With<int>([.. cycles.Select(one => one.Contract.Value)], NpgsqlDbType.Integer)
                .With<int>([.. cycles.Select(one => one.Cycle.Number)], NpgsqlDbType.Integer),
            cancellation);

    private static async Task<List<ClosedCycle>> ReadAsync(
        NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection) { BatchCommands = { command } };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        List<ClosedCycle> cycles = [];
        while (await reader.ReadAsync(cancellation))
        {
            int cycle = reader.GetInt32(2);
            cycles.Add(new ClosedCycle(
                new ContractNumber(reader.GetInt32(0)), reader.GetInt32(1),
                new CycleDays(
                    new((short)(cycle / 100), (byte)(cycle % 100)), reader.GetFieldValue<DateOnly>(3),
                    reader.GetFieldValue<DateOnly>(4)),
                new CountAt(reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt64(6)), reader.GetInt64(7),
                reader.GetFieldValue<DateTimeOffset>(8)));
        }

        return cycles;
    }
}
