using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Valves;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Valves;

/// <summary>A valve whose row this transaction holds, and its commands that have not ended.</summary>
internal sealed class HeldValve(string device, long lastNumber, long newest, bool isHousehold, bool hasValve)
{
    /// <summary>
    /// Domestic by any sign there is; a contract that nobody knows is taken for a household's. $now is the first
    /// parameter.
    /// </summary>
    private const string HouseholdSql = """
        (NOT EXISTS (SELECT FROM legacy_contract l WHERE l.number = d.contract AND l.use <> 1)
        OR EXISTS (SELECT FROM prepaid_account p WHERE p.contract = d.contract AND p.household)
        OR EXISTS (SELECT FROM legacy_contract_tariff t JOIN legacy_tariff_kind k ON k.id = t.tariff_kind
            WHERE t.contract = d.contract AND k.domestic
                AND (t.until IS NULL OR t.until >= ($1 AT TIME ZONE 'UTC')::date - 1)))
        """;

    private const string HasValveSql =
        "EXISTS (SELECT FROM meter_device m WHERE m.device = d.device AND m.has_valve)";

    private const string AddSql = """
        INSERT INTO valve_device (device, contract) SELECT device, contract FROM meter_device
        WHERE device = ANY ($1) AND (until IS NULL OR until > $2) ORDER BY device ON CONFLICT (device) DO NOTHING
        """;

    private const string HoldSql = $"""
        SELECT d.device, d.last_number, d.newest, {HouseholdSql}, {HasValveSql} FROM valve_device d
        WHERE d.device = ANY ($2) ORDER BY d.device FOR UPDATE OF d
        """;

    private const string ClaimSql = $"""
        SELECT d.device, d.last_number, d.newest, {HouseholdSql}, {HasValveSql} FROM valve_device d
        WHERE d.due_at <= $1 ORDER BY d.due_at LIMIT $2 FOR UPDATE OF d SKIP LOCKED
        """;

    private const string OpenSql = $"""
        SELECT {ValveRows.Columns} FROM valve_command c
        WHERE c.device = ANY ($1) AND c.state IN ('ordered', 'approved', 'sent', 'unknown') ORDER BY c.number
        """;

    public string Device => device;

    public long LastNumber { get; set; } = lastNumber;

    public long Newest { get; set; } = newest;

    public bool IsHousehold => isHousehold;

    /// <summary>Its registration says so, or it was heard of.</summary>
    public bool HasValve => hasValve;

    public List<ValveCommand> Open { get; } = [];

    public ValveDevice ForRules() => new(device, Newest, isHousehold, Open);

    /// <summary>Takes a changed command in place of what it was.</summary>
    public void Change(ValveCommand after)
    {
        Open.RemoveAll(one => one.Id == after.Id);
        if (!after.IsEnded)
        {
            Open.Add(after);
        }
    }

    /// <summary>Waits for whoever holds them. Devices that are no registered meters are absent.</summary>
    public static async Task<Dictionary<string, HeldValve>> HoldAsync(
        NpgsqlConnection connection, string[] devices, DateTimeOffset now, CancellationToken cancellation)
    {
        await using (NpgsqlCommand add = new(AddSql, connection))
        {
            add.AddValue(devices);
            add.AddValue(now);
            await add.ExecuteNonQueryAsync(cancellation);
        }

        await using NpgsqlCommand command = new(HoldSql, connection);
        command.AddValue(now);
        command.AddValue(devices);
        return await ReadAsync(connection, command, cancellation);
    }

    /// <summary>Those that are due, but for the ones that another worker holds.</summary>
    public static async Task<Dictionary<string, HeldValve>> ClaimAsync(
        NpgsqlConnection connection, int most, DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(ClaimSql, connection);
        command.AddValue(now);
        command.AddValue(most);
        return await ReadAsync(connection, command, cancellation);
    }

    private static async Task<Dictionary<string, HeldValve>> ReadAsync(
        NpgsqlConnection connection, NpgsqlCommand valves, CancellationToken cancellation)
    {
        Dictionary<string, HeldValve> held = new(StringComparer.Ordinal);
        await using (NpgsqlDataReader row = await valves.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                held[row.GetString(0)] = new HeldValve(
                    row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetBoolean(3),
                    row.GetBoolean(4));
            }
        }

        await using NpgsqlCommand open = new(OpenSql, connection);
        open.AddValue<string[]>([.. held.Keys]);
        await using NpgsqlDataReader one = await open.ExecuteReaderAsync(cancellation);
        while (await one.ReadAsync(cancellation))
        {
            ValveCommand command = ValveRows.Read(one);
            held[command.Device].Open.Add(command);
        }

        return held;
    }
}
