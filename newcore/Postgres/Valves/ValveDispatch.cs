using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Valves;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Valves;

/// <summary>
/// Says what to send. It is written down as sent before it is: a worker that dies between leaves a command that is sent
/// again later, with its id, or that the valve is asked about. Any number of workers at once.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ValveDispatch(Database database, TimeProvider time, ValveRules? rules = null)
{
    /// <summary>Who takes longer than this to publish what it claimed must leave it.</summary>
    private static readonly TimeSpan PublishLimit = TimeSpan.FromSeconds(20);

    private const string Worker = "valve worker";

    private const string DueSql = """
        UPDATE valve_device d SET due_at = n.due_at FROM unnest($1, $2) AS n (device, due_at) WHERE d.device = n.device
        """;

    private const string OneSql = $"SELECT {ValveRows.Columns} FROM valve_command c WHERE c.id = $1";

    private readonly ValveRules _rules = rules ?? ValveRules.Default;

    /// <param name="most">Valves of this call; the rest are due still.</param>
    /// <returns>What to publish. The number of valves looked at may be higher.</returns>
    public async Task<IReadOnlyList<ValveSending>> ClaimAsync(int most, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        Dictionary<string, HeldValve> claimed =
            await HeldValve.ClaimAsync(connection, most, now, cancellation);
        if (claimed.Count == 0)
        {
            return [];
        }

        List<ValveCommand> changed = [];
        List<ValveSending> sendings = [];
        List<DateTimeOffset?> due = [];
        foreach (HeldValve valve in claimed.Values)
        {
            due.Add(Decide(valve, now, changed, sendings));
        }

        await using NpgsqlBatch batch = new(connection);
        ValveRows.Save(batch, changed, Worker, now);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DueSql)
            .With<string>([.. claimed.Keys], NpgsqlDbType.Varchar)
            .With<DateTimeOffset?>([.. due], NpgsqlDbType.TimestampTz));
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return sendings;
    }

    /// <summary>The broker certainly never had it: it is due again, and the attempt does not count.</summary>
    public async Task NotSentAsync(ValveSending sending, CancellationToken cancellation)
    {
        if (sending.IsAsk)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await HeldValve.HoldAsync(connection, [sending.Command.Device], now, cancellation);
        ValveCommand? kept = await FindAsync(connection, sending.Command.Id, cancellation);
        if (kept is not { State: ValveCommandState.Sent } || kept.Attempts != sending.Command.Attempts)
        {
            // Answered, or claimed by another meanwhile.
            return;
        }

        ValveCommand after = ValveMachine.NotSent(kept, now, _rules);
        await using NpgsqlBatch batch = new(connection);
        ValveRows.Save(batch, [after], Worker, now);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DueSql)
            .With<string>([after.Device], NpgsqlDbType.Varchar)
            .With<DateTimeOffset?>([after.DueAt], NpgsqlDbType.TimestampTz));
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private DateTimeOffset? Decide(
        HeldValve valve, DateTimeOffset now, List<ValveCommand> changed, List<ValveSending> sendings)
    {
        while (true)
        {
            switch (ValveMachine.Next(valve.ForRules(), now, _rules))
            {
                case ValveStep.End end:
                    changed.Add(end.After);
                    valve.Change(end.After);
                    break;
                case ValveStep.Send send:
                    changed.Add(send.After);
                    sendings.Add(new ValveSending(send.After, IsAsk: false, IsVoid: false, now + PublishLimit));
                    return send.After.DueAt;
                case ValveStep.Ask ask:
                    changed.Add(ask.After);
                    sendings.Add(new ValveSending(ask.After, IsAsk: true, ask.Void, now + PublishLimit));
                    return ask.After.DueAt;
                case ValveStep.Wait wait:
                    return wait.Until;
            }
        }
    }

    private static async Task<ValveCommand?> FindAsync(
        NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new NpgsqlCommand(OneSql, connection).With(id);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? ValveRows.Read(row) : null;
    }
}
