using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Valves;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Valves;

/// <summary>Writes orders and their commands, in a transaction that holds the valves.</summary>
internal sealed class OrderWriting(NpgsqlConnection connection, DateTimeOffset now, ValveRules rules)
{
    private const string OrderSql = """
        INSERT INTO valve_order (id, position, litres, devices, reason, source, alone, state, ordered_by, ordered_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING
        """;

    private const string CommandSql = """
        INSERT INTO valve_command (id, order_id, device, number, position, litres, expires_at, state, due_at,
            ordered_at, changed_at)
        SELECT n.id, $1, n.device, n.number, $2, $3, $4, 'ordered', $4, $4, $4
        FROM unnest($5, $6, $7) AS n (id, device, number)
        """;

    private const string ReleasedSql = """
        UPDATE valve_device d SET last_number = n.last_number, newest = n.newest,
            desired = coalesce(n.desired, d.desired), desired_litres = coalesce(n.litres, d.desired_litres),
            due_at = CASE WHEN n.desired IS NULL THEN d.due_at ELSE $1 END
        FROM unnest($2, $3, $4, $5, $6) AS n (device, last_number, newest, desired, litres) WHERE d.device = n.device
        """;

    /// <returns>False where the order was given before: nothing was written.</returns>
    public async Task<bool> AddAsync(
        ValveOrder order, string source, bool release, Dictionary<string, HeldValve> held,
        CancellationToken cancellation)
    {
        await using (NpgsqlCommand command = new NpgsqlCommand(OrderSql, connection).With(
            order.Id, ValveRows.Name(order.Setting.Position), order.Setting.LitresPerDay, order.Devices.Count,
            order.Reason.Trim(), source, release, release ? "released" : "pending", order.OrderedBy, now))
        {
            if (await command.ExecuteNonQueryAsync(cancellation) == 0)
            {
                return false;
            }
        }

        List<ValveCommand> added = [];
        foreach (HeldValve valve in held.Values)
        {
            ValveCommand command = new(
                Guid.CreateVersion7(), valve.Device, ++valve.LastNumber, order.Setting, now,
                ValveCommandState.Ordered, 0, 0, now);
            valve.Open.Add(command);
            added.Add(command);
        }

        await using NpgsqlBatch batch = new(connection);
        batch.BatchCommands.Add(Adding(order, added));
        batch.BatchCommands.Add(ValveRows.Audit([.. added.Select(one => (one, "begun"))], order.OrderedBy));
        if (!release)
        {
            batch.BatchCommands.Add(Valves(held.Values, []));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
        if (release)
        {
            await ReleaseAsync(order.Id, held, added, order.OrderedBy, cancellation);
        }

        return true;
    }

    public async Task ReleaseAsync(
        Guid order, Dictionary<string, HeldValve> held, string who, CancellationToken cancellation) =>
        await ReleaseAsync(order, held, await OfOrderAsync(order, held, cancellation), who, cancellation);

    public async Task CancelAsync(
        Guid order, Dictionary<string, HeldValve> held, string who, CancellationToken cancellation)
    {
        List<ValveCommand> taken = await OfOrderAsync(order, held, cancellation);
        await using NpgsqlBatch batch = new(connection);
        ValveRows.Save(
            batch, [.. taken.Select(one => one with { State = ValveCommandState.Cancelled })], who, now);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    private async Task ReleaseAsync(
        Guid order, Dictionary<string, HeldValve> held, List<ValveCommand> commands, string who,
        CancellationToken cancellation)
    {
        List<ValveCommand> changed = [];
        List<ValveCommand> wanted = [];
        foreach (ValveCommand command in commands)
        {
            HeldValve valve = held[command.Device];
            IReadOnlyList<ValveCommand> released = ValveMachine.Release(valve.ForRules(), command, now, rules);
            changed.AddRange(released);
            if (released[0].State == ValveCommandState.Approved)
            {
                valve.Newest = command.Number;
                wanted.Add(released[0]);
            }

            foreach (ValveCommand one in released)
            {
                valve.Change(one);
            }
        }

        await using NpgsqlBatch batch = new(connection);
        ValveRows.Save(batch, changed, who, now);
        batch.BatchCommands.Add(Valves(held.Values, wanted));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<List<ValveCommand>> OfOrderAsync(
        Guid order, Dictionary<string, HeldValve> held, CancellationToken cancellation)
    {
        HashSet<Guid> ids = [];
        await using NpgsqlCommand command = new NpgsqlCommand(
            "SELECT id FROM valve_command WHERE order_id = $1 AND state = 'ordered'", connection).With(order);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            ids.Add(row.GetGuid(0));
        }

        return [.. held.Values.SelectMany(valve => valve.Open).Where(one => ids.Contains(one.Id))];
    }

    private NpgsqlBatchCommand Adding(ValveOrder order, List<ValveCommand> added) =>
        new NpgsqlBatchCommand(CommandSql).With(order.Id)
            .With(ValveRows.Name(order.Setting.Position)).With(order.Setting.LitresPerDay).With(now)
            .With<Guid>([.. added.Select(one => one.Id)], NpgsqlDbType.Uuid)
            .With<string>([.. added.Select(one => one.Device)], NpgsqlDbType.Varchar)
            .With<long>([.. added.Select(one => one.Number)], NpgsqlDbType.Bigint);

    private NpgsqlBatchCommand Valves(IReadOnlyCollection<HeldValve> valves, List<ValveCommand> wanted)
    {
        Dictionary<string, ValveSetting> desired = wanted.ToDictionary(one => one.Device, one => one.Setting);
        return new NpgsqlBatchCommand(ReleasedSql).With(now)
            .With<string>([.. valves.Select(one => one.Device)], NpgsqlDbType.Varchar)
            .With<long>([.. valves.Select(one => one.LastNumber)], NpgsqlDbType.Bigint)
            .With<long>([.. valves.Select(one => one.Newest)], NpgsqlDbType.Bigint)
            .With<string?>(
                [.. valves.Select(one => desired.TryGetValue(one.Device, out ValveSetting wish)
                    ? ValveRows.Name(wish.Position) : null)],
                NpgsqlDbType.Varchar)
            .With<int?>(
                [.. valves.Select(one => desired.TryGetValue(one.Device, out ValveSetting wish)
                    ? wish.LitresPerDay : (int?)null)],
                NpgsqlDbType.Integer);
    }
}
