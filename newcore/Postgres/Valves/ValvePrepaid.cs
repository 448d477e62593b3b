using Npgsql;
using Strangler.Core.Prepaid;
using Strangler.Core.Valves;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Prepaid;

namespace Strangler.Postgres.Valves;

/// <summary>
/// Orders what prepaid credit asks of valves: one command for each change. It is given again only where it is certain
/// that the meter never acted on it: who has paid is not left without water because the meter was out of reach.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ValvePrepaid(Database database, TimeProvider time, ValveRules? rules = null)
{
    private const string Who = "prepaid";

    private const string ChangedSql = """
        FROM prepaid_desired p
            JOIN meter_device m ON m.contract = p.contract AND m.has_valve AND (m.until IS NULL OR m.until > $1)
            LEFT JOIN valve_device v ON v.device = m.device
            LEFT JOIN legacy_contract l ON l.number = p.contract
        WHERE (v.prepaid_since IS DISTINCT FROM p.since OR EXISTS (
            SELECT FROM valve_command c JOIN valve_order o ON o.id = c.order_id
            WHERE c.device = v.device AND c.number = v.newest AND c.state = 'expired' AND o.source = 'prepaid'))
        """;

    private const string DueSql = $"SELECT m.device {ChangedSql} ORDER BY p.since, m.device LIMIT $2";

    private const string OneSql = $"""
        SELECT p.desired, p.reason, p.since, greatest(coalesce(l.units, 1), 1), v.desired, v.prepaid_since IS NULL
        {ChangedSql} AND m.device = $2
        """;

    private readonly ValveRules _rules = rules ?? ValveRules.Default;

    /// <param name="most">Valves of this call; the rest are due still.</param>
    /// <returns>How many were ordered.</returns>
    public async Task<int> OrderAsync(int most, CancellationToken cancellation)
    {
        List<string> due = [];
        await using (NpgsqlCommand command = database.Command(DueSql).With(time.GetUtcNow(), most))
        {
            await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                due.Add(row.GetString(0));
            }
        }

        if (due.Count == 0)
        {
            return 0;
        }

        HumanitarianMinimum minimum = (await PrepaidSettings.ReadAsync(database, cancellation)).Minimum;
        int ordered = 0;
        foreach (string device in due)
        {
            ordered += await OrderAsync(device, minimum, cancellation) ? 1 : 0;
        }

        return ordered;
    }

    private async Task<bool> OrderAsync(string device, HumanitarianMinimum minimum, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        Dictionary<string, HeldValve> held = await HeldValve.HoldAsync(connection, [device], now, cancellation);
        if (await ReadAsync(connection, device, now, minimum, cancellation) is not { } wish)
        {
            // Another worker has ordered it.
            return false;
        }

        if (!wish.IsAsEver)
        {
            ValveOrder order = new(Guid.CreateVersion7(), [device], wish.Setting, wish.Reason, Who);
            await new OrderWriting(connection, now, _rules).AddAsync(
                order, "prepaid", release: true, held, cancellation);
        }

        await using (NpgsqlCommand save = new NpgsqlCommand(
            "UPDATE valve_device SET prepaid_since = $2 WHERE device = $1", connection).With(device, wish.Since))
        {
            await save.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return !wish.IsAsEver;
    }

    private static async Task<Wish?> ReadAsync(
        NpgsqlConnection connection, string device, DateTimeOffset now, HumanitarianMinimum minimum,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new NpgsqlCommand(OneSql, connection).With(now, device);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
        {
            return null;
        }

        ValvePosition position = Enum.Parse<ValvePosition>(row.GetString(0), ignoreCase: true);
        long litres = Math.Min((long)minimum.LitresPerDay * row.GetInt32(3), ValveSetting.MostLitresPerDay);
        bool neverOrdered = await row.IsDBNullAsync(4, cancellation) && row.GetBoolean(5);
        return new Wish(
            position == ValvePosition.Restricted ? ValveSetting.Restricted((int)litres)
                : new ValveSetting(position, 0),
            row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), neverOrdered && position == ValvePosition.Open);
    }

    /// <param name="IsAsEver">A new agreement's valve is open, as it always was: nothing is to be ordered.</param>
    private sealed record Wish(ValveSetting Setting, string Reason, DateTimeOffset Since, bool IsAsEver);
}
