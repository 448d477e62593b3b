using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments;

namespace Strangler.Postgres.Metering;

/// <summary>Reads standings for a change that only their holder makes, and writes them back.</summary>
internal static class StandingRows
{
    /// <summary>
    /// In order of contract, so that two workers never wait for each other. Tables without statistics must not be read
    /// whole for each batch.
    /// </summary>
    private const string HoldSql = """
        SELECT s.contract, s.device, s.cycle, s.from_day, s.to_day, s.opening_at, s.opening_litres, s.opening_fixed,
            s.last_at, s.last_litres, s.used_litres, s.sequence, s.changed_at, s.heard_at, s.open, s.told_late,
            s.arrival_hour, s.arrived
        FROM meter_standing s WHERE s.contract = ANY ($1)
        ORDER BY s.contract, s.device FOR UPDATE
        """;

    private const string ByKeysSql = """
        SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
            set_config('enable_mergejoin', 'off', true)
        """;

    private const string WriteSql = """
        UPDATE meter_standing s SET cycle = n.cycle, from_day = n.from_day, to_day = n.to_day,
            opening_at = n.opening_at, opening_litres = n.opening_litres, opening_fixed = n.opening_fixed,
            last_at = n.last_at, last_litres = n.last_litres, used_litres = n.used_litres, sequence = n.sequence,
            changed_at = n.changed_at, heard_at = n.heard_at, open = n.open, told_late = n.told_late,
            arrival_hour = n.arrival_hour, arrived = n.arrived
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) AS n (
            contract, device, cycle, from_day, to_day, opening_at, opening_litres, opening_fixed, last_at, last_litres,
            used_litres, sequence, changed_at, heard_at, open, told_late, arrival_hour, arrived)
        WHERE s.contract = n.contract AND s.device = n.device
        """;

    public static async Task<List<MeterStanding>> HoldAsync(
        NpgsqlConnection connection, int[] contracts, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(PaymentSql.PlanOnce),
                new NpgsqlBatchCommand(ByKeysSql),
                new NpgsqlBatchCommand(HoldSql).With(contracts, NpgsqlDbType.Integer),
            },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        List<MeterStanding> standings = new(contracts.Length);
        while (await reader.ReadAsync(cancellation))
        {
            standings.Add(Read(reader));
        }

        return standings;
    }

    public static NpgsqlBatchCommand Write(IReadOnlyList<MeterStanding> changed)
    {
        NpgsqlBatchCommand command = new(WriteSql);
        Add(command, NpgsqlDbType.Integer, changed, one => one.Contract.Value);
        Add(command, NpgsqlDbType.Integer, changed, one => one.Device);
        Add(command, NpgsqlDbType.Integer, changed, one => one.Cycle.Number);
        Add(command, NpgsqlDbType.Date, changed, one => one.Cycle.From);
        Add(command, NpgsqlDbType.Date, changed, one => one.Cycle.To);
        Add(command, NpgsqlDbType.TimestampTz, changed, one => one.State.Opening?.At);
        Add(command, NpgsqlDbType.Bigint, changed, one => one.State.Opening?.Litres ?? 0);
        Add(command, NpgsqlDbType.Boolean, changed, one => one.State.OpeningIsFixed);
        Add(command, NpgsqlDbType.TimestampTz, changed, one => one.State.Latest?.At);
        Add(command, NpgsqlDbType.Bigint, changed, one => one.State.Latest?.Litres ?? 0);
        Add(command, NpgsqlDbType.Bigint, changed, one => one.State.Used);
        Add(command, NpgsqlDbType.Bigint, changed, one => one.State.Sequence);
        Add(command, NpgsqlDbType.TimestampTz, changed, one => Known(one.State.ChangedAt));
        Add(command, NpgsqlDbType.TimestampTz, changed, one => Known(one.State.HeardAt));
        Add(command, NpgsqlDbType.Bigint, changed, one => (long)one.State.Open);
        Add(command, NpgsqlDbType.Bigint, changed, one => (long)one.State.ToldLate);
        Add(command, NpgsqlDbType.Bigint, changed, one => one.State.ArrivalHour);
        Add(command, NpgsqlDbType.Integer, changed, one => one.State.Arrived);
        return command;
    }

    private static void Add<T>(
        NpgsqlBatchCommand command, NpgsqlDbType type, IReadOnlyList<MeterStanding> rows, Func<MeterStanding, T> of)
    {
        T[] values = new T[rows.Count];
        for (int at = 0; at < values.Length; at++)
        {
            values[at] = of(rows[at]);
        }

        command.With(values, type);
    }

    private static MeterStanding Read(NpgsqlDataReader row)
    {
        int cycle = row.GetInt32(2);
        MeterStanding standing = new()
        {
            Contract = new ContractNumber(row.GetInt32(0)),
            Device = row.GetInt32(1),
            Cycle = cycle == 0 ? default : new CycleDays(
                new((short)(cycle / 100), (byte)(cycle % 100)), row.GetFieldValue<DateOnly>(3),
                row.GetFieldValue<DateOnly>(4)),
        };
        standing.Load(new MeterState
        {
            Opening = Count(row, 5),
            OpeningIsFixed = row.GetBoolean(7),
            Latest = Count(row, 8),
            Used = row.GetInt64(10),
            Sequence = row.IsDBNull(11) ? null : row.GetInt64(11),
            ChangedAt = Instant(row, 12) ?? default,
            HeardAt = Instant(row, 13) ?? default,
            Open = (MeterConditions)row.GetInt64(14),
            ToldLate = (MeterConditions)row.GetInt64(15),
            ArrivalHour = row.GetInt64(16),
            Arrived = row.GetInt32(17),
        });
        return standing;
    }

    private static DateTimeOffset? Known(DateTimeOffset instant) => instant == default ? null : instant;

    private static CountAt? Count(NpgsqlDataReader row, int column) =>
        Instant(row, column) is { } at ? new CountAt(at, row.GetInt64(column + 1)) : null;

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
