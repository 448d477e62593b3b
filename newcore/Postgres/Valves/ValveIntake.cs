using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Valves;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Metering;

namespace Strangler.Postgres.Valves;

/// <summary>
/// Keeps what meters say of their valves, and what follows from it, in one transaction: when it returns, the messages
/// may be acknowledged. What cannot be right is set aside and changes nothing.
/// </summary>
public sealed class ValveIntake(Database database, TimeProvider time, ValveRules? rules = null)
{
    /// <summary>Messages of one batch.</summary>
    public const int MostMessages = 500;

    /// <summary>What claims to be later is not believed.</summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(15);

    private const int Tries = 5;

    private const string NamedSql = $"SELECT {ValveRows.Columns} FROM valve_command c WHERE c.id = ANY ($1)";

    private const string ReportSql = """
        UPDATE valve_device d SET
            reported = CASE WHEN n.newer THEN n.position ELSE d.reported END,
            reported_litres = CASE WHEN n.newer THEN n.litres ELSE d.reported_litres END,
            reported_at = CASE WHEN n.newer THEN n.at ELSE d.reported_at END,
            reported_by = CASE WHEN n.newer THEN NULL ELSE d.reported_by END,
            reported_command = coalesce(CASE WHEN n.newer THEN n.command END, d.reported_command),
            heard_at = $1, due_at = CASE WHEN n.look THEN $1 ELSE d.due_at END
        FROM (SELECT u.*, u.at IS NOT NULL AND NOT coalesce(v.reported_at > u.at, false) AS newer
            FROM unnest($2, $3, $4, $5, $6, $7) AS u (device, position, litres, at, command, look)
            JOIN valve_device v ON v.device = u.device) n
        WHERE d.device = n.device
        """;

    /// <summary>Whoever says where its valve is has one.</summary>
    private const string HasValveSql =
        "UPDATE meter_device SET has_valve = true WHERE device = ANY ($1) AND NOT has_valve";

    private readonly ValveRules _rules = rules ?? ValveRules.Default;

    /// <param name="unreadable">What came with them and could not be read; kept in the same transaction.</param>
    /// <param name="limit">Says which of what is set aside are kept; all are counted.</param>
    /// <param name="counts">What became of the messages is added to them.</param>
    /// <exception cref="NpgsqlException">Nothing was kept.</exception>
    public async Task<IReadOnlyDictionary<string, long>> ApplyAsync(
        IReadOnlyList<ValveHeard> heard, IReadOnlyList<QuarantinedMessage> unreadable,
        Func<List<QuarantinedMessage>, IReadOnlyList<QuarantinedMessage>> limit, IntakeCounts counts,
        CancellationToken cancellation)
    {
        for (int tried = 1; ; tried++)
        {
            try
            {
                return await ApplyOnceAsync(heard, unreadable, limit, counts.And([]), cancellation);
            }
            catch (PostgresException failure) when (failure.IsTransient && tried < Tries)
            {
                // Such as a deadlock: nothing stands.
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, long>> ApplyOnceAsync(
        IReadOnlyList<ValveHeard> heard, IReadOnlyList<QuarantinedMessage> unreadable,
        Func<List<QuarantinedMessage>, IReadOnlyList<QuarantinedMessage>> limit, IntakeCounts counts,
        CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        Dictionary<string, HeldValve> held = await HeldValve.HoldAsync(
            connection, [.. heard.Select(one => one.Device).Distinct().Order(StringComparer.Ordinal)], now,
            cancellation);
        ValveHearing hearing = new(held, await NamedAsync(connection, heard, cancellation), _rules);
        List<QuarantinedMessage> aside = [.. unreadable];
        foreach (ValveHeard one in heard)
        {
            (string outcome, bool isBad) = hearing.Take(one);
            counts.Add((isBad ? "quarantined:" : "informational:") + outcome);
            if (isBad)
            {
                aside.Add(new QuarantinedMessage(one.ReceivedAt, one.Topic, one.Payload, outcome, ""));
            }
        }

        await using NpgsqlBatch batch = new(connection);
        ValveRows.Save(batch, hearing.Changed, "meter", now);
        if (hearing.Latest.Count > 0)
        {
            batch.BatchCommands.Add(Reporting(hearing, now));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(HasValveSql)
                .With<string>([.. hearing.Latest.Keys], NpgsqlDbType.Varchar));
        }

        if (limit(aside) is { Count: > 0 } kept)
        {
            batch.BatchCommands.Add(MeterQuarantine.Add(kept));
        }

        batch.BatchCommands.Add(counts.Write(now));
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return counts.Counted;
    }

    private static async Task<Dictionary<Guid, ValveCommand>> NamedAsync(
        NpgsqlConnection connection, IReadOnlyList<ValveHeard> heard, CancellationToken cancellation)
    {
        Dictionary<Guid, ValveCommand> named = [];
        await using NpgsqlCommand command = new NpgsqlCommand(NamedSql, connection).With(
            heard.Select(one => one.Command).OfType<Guid>().Distinct().ToArray());
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            ValveCommand one = ValveRows.Read(row);
            named[one.Id] = one;
        }

        return named;
    }

    private static NpgsqlBatchCommand Reporting(ValveHearing hearing, DateTimeOffset now)
    {
        ValveHeard[] latest = [.. hearing.Latest.Values];
        return new NpgsqlBatchCommand(ReportSql).With(now)
            .With<string>([.. latest.Select(one => one.Device)], NpgsqlDbType.Varchar)
            .With<string?>(
                [.. latest.Select(one => one.Setting is { } at ? ValveRows.Name(at.Position) : null)],
                NpgsqlDbType.Varchar)
            .With<int?>([.. latest.Select(one => one.Setting?.LitresPerDay)], NpgsqlDbType.Integer)
            .With<DateTimeOffset?>(
                [.. latest.Select(one => one.Setting is null ? (DateTimeOffset?)null : one.At)],
                NpgsqlDbType.TimestampTz)
            .With<Guid?>([.. latest.Select(one => one.ActedOn)], NpgsqlDbType.Uuid)
            .With<bool>([.. latest.Select(one => hearing.ToLookAt.Contains(one.Device))], NpgsqlDbType.Boolean);
    }
}
