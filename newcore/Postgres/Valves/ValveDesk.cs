using Npgsql;
using Strangler.Core.Payments;
using Strangler.Core.Valves;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Valves;

/// <summary>Takes orders for valves. Each call is one transaction with its audit, and happens once.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ValveDesk(Database database, TimeProvider time, ValveRules? rules = null)
{
    /// <summary>What is older is not approved any more.</summary>
    public static readonly TimeSpan ApprovalLimit = TimeSpan.FromDays(1);

    private const int MostNamed = 5;

    private const string LatelySql = """
        SELECT (SELECT most_alone FROM valve_setting), coalesce(sum(devices), 0)::integer FROM valve_order
        WHERE source = 'person' AND alone AND lower(ordered_by) = lower($1) AND ordered_at > $2
        """;

    private const string OfOrderSql =
        "SELECT device FROM valve_command WHERE order_id = $1 AND state = 'ordered' ORDER BY device";

    private readonly ValveRules _rules = rules ?? ValveRules.Default;

    public async Task<DeskOutcome> OrderAsync(ValveOrder order, CancellationToken cancellation)
    {
        string[] devices = [.. order.Devices.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string who = order.OrderedBy.Trim();
        if (WhyNot(order, devices, who) is { } wrong)
        {
            return new DeskOutcome.Refused(wrong);
        }

        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        bool alone = await MayAloneAsync(connection, who, devices.Length, now, cancellation);
        Dictionary<string, HeldValve> held = await HeldValve.HoldAsync(connection, devices, now, cancellation);
        if (WhyNot(order.Setting, devices, held) is { } why)
        {
            return new DeskOutcome.Refused(why);
        }

        OrderWriting writing = new(connection, now, _rules);
        if (!await writing.AddAsync(order with { Devices = devices, OrderedBy = who }, "person", alone, held,
            cancellation))
        {
            return new DeskOutcome.Repeated();
        }

        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done(alone
            ? $"Order {order.Id}: {devices.Length} valves to be {order.Setting}."
            : $"Order {order.Id} of {devices.Length} valves waits for another person's approval.");
    }

    public async Task<DeskOutcome> ApproveAsync(Guid order, string who, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        KeptOrder? kept = await KeptOrder.HoldAsync(connection, order, cancellation);
        if (WhyNotPending(kept) is { } wrong)
        {
            return wrong;
        }

        if (ValveOrderPolicy.WhyNotApprove(kept!.OrderedBy, who) is { } why)
        {
            return new DeskOutcome.Refused(why);
        }

        if (kept.OrderedAt + ApprovalLimit < now)
        {
            return new DeskOutcome.Refused("It was ordered more than a day ago: order it anew.");
        }

        Dictionary<string, HeldValve> held = await HoldAsync(connection, order, now, cancellation);
        await new OrderWriting(connection, now, _rules).ReleaseAsync(order, held, who.Trim(), cancellation);
        await kept.EndAsync(connection, "released", who.Trim(), now, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done($"Order {order} of {held.Count} valves is approved.");
    }

    /// <summary>Takes back what was not sent. What was sent is undone by another order.</summary>
    public async Task<DeskOutcome> CancelAsync(Guid order, string who, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        KeptOrder? kept = await KeptOrder.HoldAsync(connection, order, cancellation);
        if (WhyNotPending(kept) is { } wrong)
        {
            return wrong;
        }

        Dictionary<string, HeldValve> held = await HoldAsync(connection, order, now, cancellation);
        await new OrderWriting(connection, now, _rules).CancelAsync(order, held, who.Trim(), cancellation);
        await kept!.EndAsync(connection, "cancelled", who.Trim(), now, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done($"Order {order} is cancelled.");
    }

    private static DeskOutcome? WhyNotPending(KeptOrder? kept) => kept?.State switch
    {
        null => new DeskOutcome.Refused("There is no such order."),
        "cancelled" => new DeskOutcome.Refused("It was cancelled."),
        "released" => new DeskOutcome.Refused("It was released for sending: give another order instead."),
        _ => null,
    };

    private static string? WhyNot(ValveOrder order, string[] devices, string who) =>
        devices.Length is 0 or > ValveOrder.MostDevices ? $"An order is of 1 to {ValveOrder.MostDevices} valves."
        : who.Length is 0 or > 100 ? "An order needs a person, of at most 100 characters."
        : order.Reason.Trim().Length is 0 or > ValveOrder.LongestReason
            ? $"An order needs its reason, of at most {ValveOrder.LongestReason} characters."
        : ValveOrderPolicy.WhyNot(order.Setting, isHousehold: false);

    /// <summary>All or nothing: half an order is nobody's wish.</summary>
    private static string? WhyNot(ValveSetting setting, string[] devices, Dictionary<string, HeldValve> held)
    {
        string[] strangers = [.. devices.Where(one => !held.ContainsKey(one))];
        if (strangers.Length > 0)
        {
            return $"Not registered as meters: {Named(strangers)}. Nothing was ordered.";
        }

        string[] without = [.. devices.Where(one => !held[one].HasValve)];
        if (without.Length > 0)
        {
            return $"Meters without a valve: {Named(without)}. Nothing was ordered. Where one has a valve, say so: "
                + "meters register --device NAME --contract N --valve.";
        }

        string[] households =
            [.. devices.Where(one => ValveOrderPolicy.WhyNot(setting, held[one].IsHousehold) is not null)];
        return households.Length == 0 ? null
            : $"{ValveOrderPolicy.Household} Households: {Named(households)}. Nothing was ordered.";
    }

    private static string Named(string[] devices) => string.Join(", ", devices.Take(MostNamed))
        + (devices.Length > MostNamed ? $" and {devices.Length - MostNamed} more" : "");

    /// <summary>One order of a person after the other, so that several at once are counted together.</summary>
    private static async Task<bool> MayAloneAsync(
        NpgsqlConnection connection, string who, int devices, DateTimeOffset now, CancellationToken cancellation)
    {
        await using (NpgsqlCommand alone = new(
            "SELECT pg_advisory_xact_lock(hashtextextended('valves ' || lower($1), 0))", connection))
        {
            await alone.With(who).ExecuteNonQueryAsync(cancellation);
        }

        await using NpgsqlCommand command = new NpgsqlCommand(LatelySql, connection).With(who, now.AddHours(-1));
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return !ValveOrderPolicy.NeedsApproval(devices, row.GetInt32(1), row.GetInt32(0));
    }

    private static async Task<Dictionary<string, HeldValve>> HoldAsync(
        NpgsqlConnection connection, Guid order, DateTimeOffset now, CancellationToken cancellation)
    {
        List<string> devices = [];
        await using (NpgsqlCommand command = new NpgsqlCommand(OfOrderSql, connection).With(order))
        {
            await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                devices.Add(row.GetString(0));
            }
        }

        return await HeldValve.HoldAsync(connection, [.. devices], now, cancellation);
    }
}
