using Npgsql;
using Strangler.Core.Payments;
using Strangler.Core.Prepaid;
using Strangler.Core.Valves;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Valves;

/// <summary>Ends commands whose outcome only a look at the valve can tell: the next one may be sent then.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ValveResolver(Database database, TimeProvider time, ValveRules? rules = null)
{
    private const string OneSql = $"SELECT {ValveRows.Columns} FROM valve_command c WHERE c.id = $1";

    private const string ReportSql = """
        UPDATE valve_device SET reported = $2, reported_litres = $3, reported_at = $4, reported_by = $5, due_at = $4
        WHERE device = $1
        """;

    private readonly ValveRules _rules = rules ?? ValveRules.Default;

    /// <param name="litres">
    /// Of a valve that was seen restricted; null: as many as the command says, if it says any.
    /// </param>
    public async Task<DeskOutcome> ResolveAsync(
        Guid id, ValvePosition position, int? litres, string reason, string who, CancellationToken cancellation)
    {
        (reason, who) = (reason.Trim(), who.Trim());
        if (WhyNot(reason, who) is { } wrong)
        {
            return new DeskOutcome.Refused(wrong);
        }

        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await FindAsync(connection, id, cancellation) is not { } named)
        {
            return new DeskOutcome.Refused("There is no such command.");
        }

        await HeldValve.HoldAsync(connection, [named.Device], now, cancellation);
        ValveCommand command = (await FindAsync(connection, id, cancellation))!;
        ValveSetting seen = new(
            position, position != ValvePosition.Restricted ? litres ?? 0 : litres ?? command.Setting.LitresPerDay);
        if (command.ResolvedBy is not null
            && command.Detail!.StartsWith(ValveResolution.Seen(seen), StringComparison.Ordinal))
        {
            return new DeskOutcome.Repeated();
        }

        (ValveCommand? after, string? why) = ValveResolution.Decide(command, seen, reason, who, now, _rules);
        if (after is null)
        {
            return new DeskOutcome.Refused(why!);
        }

        await SaveAsync(connection, after, seen, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done(
            $"{after.Device} number {after.Number} has ended as {ValveRows.Name(after.State)}: seen {seen}.");
    }

    private static string? WhyNot(string reason, string who) =>
        who.Length is 0 or > 100 ? "A resolution needs a person, of at most 100 characters."
        : reason.Length is 0 or > ValveOrder.LongestReason
            ? $"A resolution needs its reason, of at most {ValveOrder.LongestReason} characters."
        : null;

    private static async Task SaveAsync(
        NpgsqlConnection connection, ValveCommand after, ValveSetting seen, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection);
        ValveRows.Save(batch, [after], after.ResolvedBy!, now);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE valve_command SET resolved_by = $2 WHERE id = $1")
            .With(after.Id).With(after.ResolvedBy!));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ReportSql)
            .With(after.Device).With(ValveRows.Name(seen.Position)).With(seen.LitresPerDay).With(now)
            .With(after.ResolvedBy!));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<ValveCommand?> FindAsync(
        NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new NpgsqlCommand(OneSql, connection).With(id);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? ValveRows.Read(row) : null;
    }
}
